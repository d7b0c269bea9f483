# gains: runs_code_on(web)

resource "aws_iam_user" "attacker" {
  name = "attacker"
}

resource "aws_iam_user_policy" "attacker" {
  user = aws_iam_user.attacker.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "apprunner:UpdateService", Resource = aws_apprunner_service.web.arn }, # silent: "apprunner:UpdateService" => "sts:GetCallerIdentity" ;; aws_apprunner_service.web.arn => "arn:aws:apprunner:*:*:service/other/*"
    ]
  })
}

resource "aws_iam_role" "web" {
  name = "web"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Principal = { Service = "tasks.apprunner.amazonaws.com" }, Action = "sts:AssumeRole" },
    ]
  })
}

resource "aws_apprunner_service" "web" {
  service_name = "web"
  instance_configuration {
    instance_role_arn = aws_iam_role.web.arn
  }
  source_configuration {
    image_repository {
      image_identifier = "public.ecr.aws/nginx/nginx:latest"
      image_repository_type = "ECR_PUBLIC"
    }
  }
}
