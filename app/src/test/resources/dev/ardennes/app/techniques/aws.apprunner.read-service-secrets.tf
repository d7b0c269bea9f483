# gains: controls(ci)

resource "aws_iam_user" "attacker" {
  name = "attacker"
}

resource "aws_iam_user_policy" "attacker" {
  user = aws_iam_user.attacker.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "apprunner:DescribeService", Resource = aws_apprunner_service.web.arn }, # silent: "apprunner:DescribeService" => "sts:GetCallerIdentity" ;; aws_apprunner_service.web.arn => "arn:aws:apprunner:*:*:service/other/*"
    ]
  })
}

resource "aws_iam_user" "ci" {
  name = "ci"
}

resource "aws_iam_access_key" "ci" {
  user = aws_iam_user.ci.name
}

resource "aws_apprunner_service" "web" {
  service_name = "web"
  source_configuration {
    image_repository {
      image_identifier = "public.ecr.aws/nginx/nginx:latest"
      image_repository_type = "ECR_PUBLIC"
      image_configuration {
        runtime_environment_variables = { SECRET = aws_iam_access_key.ci.secret } # silent: aws_iam_access_key.ci.secret => "none"
      }
    }
  }
}
