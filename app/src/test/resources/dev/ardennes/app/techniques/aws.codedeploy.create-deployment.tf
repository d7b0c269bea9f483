# gains: runs_code_on(host)

resource "aws_iam_user" "attacker" {
  name = "attacker"
}

resource "aws_iam_user_policy" "attacker" {
  user = aws_iam_user.attacker.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "codedeploy:CreateDeployment", Resource = aws_codedeploy_deployment_group.web.arn }, # silent: "codedeploy:CreateDeployment" => "sts:GetCallerIdentity" ;; aws_codedeploy_deployment_group.web.arn => "arn:aws:s3:::none"
      { Effect = "Allow", Action = "codedeploy:RegisterApplicationRevision", Resource = "*" }, # silent: "codedeploy:RegisterApplicationRevision" => "sts:GetCallerIdentity" ;; "*" => "arn:aws:s3:::none"
    ]
  })
}

resource "aws_iam_role" "deployer" {
  name = "deployer"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Principal = { Service = "codedeploy.amazonaws.com" }, Action = "sts:AssumeRole" },
    ]
  })
}

resource "aws_codedeploy_app" "web" {
  name = "web"
}

resource "aws_codedeploy_deployment_group" "web" {
  app_name = aws_codedeploy_app.web.name
  deployment_group_name = "web"
  service_role_arn = aws_iam_role.deployer.arn
  ec2_tag_filter {
    key = "app"
    type = "KEY_AND_VALUE"
    value = "web" # silent: web => batch
  }
}

resource "aws_instance" "host" {
  ami = "ami-0abcdef1234567890"
  instance_type = "t3.micro"
  tags = { Name = "host", app = "web" }
}
