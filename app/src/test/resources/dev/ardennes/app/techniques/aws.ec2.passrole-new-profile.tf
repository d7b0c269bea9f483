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
      { Effect = "Allow", Action = "ec2:RunInstances", Resource = "*" }, # silent: "ec2:RunInstances" => "sts:GetCallerIdentity"
      { Effect = "Allow", Action = "iam:CreateInstanceProfile", Resource = "arn:aws:iam::111122223333:instance-profile/tmp-*" }, # silent: "iam:CreateInstanceProfile" => "sts:GetCallerIdentity" ;; "arn:aws:iam::111122223333:instance-profile/tmp-*" => "arn:aws:iam::111122223333:instance-profile/app-*"
      { Effect = "Allow", Action = "iam:AddRoleToInstanceProfile", Resource = "arn:aws:iam::111122223333:instance-profile/tmp-*" }, # silent: "iam:AddRoleToInstanceProfile" => "sts:GetCallerIdentity" ;; "arn:aws:iam::111122223333:instance-profile/tmp-*" => "arn:aws:iam::111122223333:instance-profile/app-*"
    ]
  })
}

resource "aws_iam_role" "admin" {
  name = "admin"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Principal = { Service = "ec2.amazonaws.com" }, Action = "sts:AssumeRole" }, # silent: ec2.amazonaws.com => events.amazonaws.com
    ]
  })
}

provider "aws" {
  region = "eu-west-1"
  allowed_account_ids = ["111122223333"]
}
