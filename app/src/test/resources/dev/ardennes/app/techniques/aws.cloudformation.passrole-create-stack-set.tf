# gains: acts_through(rollout)

resource "aws_iam_user" "attacker" {
  name = "attacker"
}

resource "aws_iam_user_policy" "attacker" {
  user = aws_iam_user.attacker.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "iam:PassRole", Resource = aws_iam_role.admin.arn }, # silent: "iam:PassRole" => "sts:GetCallerIdentity" ;; aws_iam_role.admin.arn => "arn:aws:iam::*:role/other"
      { Effect = "Allow", Action = "cloudformation:CreateStackSet", Resource = "*" }, # silent: "cloudformation:CreateStackSet" => "sts:GetCallerIdentity"
      { Effect = "Allow", Action = "cloudformation:CreateStackInstances", Resource = "*" }, # silent: "cloudformation:CreateStackInstances" => "sts:GetCallerIdentity"
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
      { Effect = "Allow", Principal = { Service = "cloudformation.amazonaws.com" }, Action = "sts:AssumeRole" }, # silent: cloudformation.amazonaws.com => events.amazonaws.com
    ]
  })
}

resource "aws_iam_role_policy" "admin" {
  role = aws_iam_role.admin.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sts:AssumeRole", Resource = aws_iam_role.rollout.arn }, # silent: "sts:AssumeRole" => "sts:GetCallerIdentity" ;; aws_iam_role.rollout.arn => "arn:aws:iam::*:role/other"
    ]
  })
}

resource "aws_iam_role" "rollout" {
  name = "rollout"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Principal = { AWS = "arn:aws:iam::111122223333:root" }, Action = "sts:AssumeRole" }, # silent: 111122223333:root => 444455556666:root
    ]
  })
}
