# gains: controls_account(111122223333)

resource "aws_iam_user" "attacker" {
  name = "attacker"
}

resource "aws_iam_user_policy" "attacker" {
  user = aws_iam_user.attacker.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "iam:CreateUser", Resource = "arn:aws:iam::111122223333:user/tmp-*" }, # silent: "iam:CreateUser" => "sts:GetCallerIdentity" ;; "arn:aws:iam::111122223333:user/tmp-*" => "arn:aws:iam::111122223333:user/app-*"
      { Effect = "Allow", Action = "iam:PutUserPolicy", Resource = "arn:aws:iam::111122223333:user/tmp-*" }, # silent: "iam:PutUserPolicy" => "sts:GetCallerIdentity" ;; "arn:aws:iam::111122223333:user/tmp-*" => "arn:aws:iam::111122223333:user/app-*"
      { Effect = "Allow", Action = "iam:CreateAccessKey", Resource = "arn:aws:iam::111122223333:user/tmp-*" }, # silent: "iam:CreateAccessKey" => "sts:GetCallerIdentity" ;; "arn:aws:iam::111122223333:user/tmp-*" => "arn:aws:iam::111122223333:user/app-*"
    ]
  })
}

provider "aws" {
  region = "eu-west-1"
  allowed_account_ids = ["111122223333"]
}
