# gains: controls(admin)

resource "aws_iam_user" "attacker" {
  name = "attacker"
}

resource "aws_iam_user_policy" "attacker" {
  user = aws_iam_user.attacker.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "iam:PassRole", Resource = aws_iam_role.admin.arn }, # silent: "iam:PassRole" => "sts:GetCallerIdentity" ;; aws_iam_role.admin.arn => "arn:aws:iam::*:role/other"
      { Effect = "Allow", Action = "emr-serverless:StartJobRun", Resource = aws_emrserverless_application.spark.arn }, # silent: "emr-serverless:StartJobRun" => "sts:GetCallerIdentity" ;; aws_emrserverless_application.spark.arn => "arn:aws:emr-serverless:*:444455556666:/applications/*"
    ]
  })
}

provider "aws" {
  region = "eu-west-1"
  allowed_account_ids = ["111122223333"]
}

resource "aws_iam_role" "admin" {
  name = "admin"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Principal = { Service = "emr-serverless.amazonaws.com" }, Action = "sts:AssumeRole" }, # silent: emr-serverless.amazonaws.com => events.amazonaws.com
    ]
  })
}

resource "aws_emrserverless_application" "spark" {
  name = "spark"
  type = "spark"
  release_label = "emr-7.0.0"
}
