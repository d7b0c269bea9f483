# gains: controls_account(111122223333)

resource "aws_iam_user" "attacker" {
  name = "attacker"
}

resource "aws_iam_user_policy" "attacker" {
  user = aws_iam_user.attacker.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "iam:CreateRole", Resource = "arn:aws:iam::111122223333:role/tmp-*" }, # silent: "iam:CreateRole" => "sts:GetCallerIdentity" ;; "arn:aws:iam::111122223333:role/tmp-*" => "arn:aws:iam::111122223333:role/app-*"
      { Effect = "Allow", Action = "iam:PutRolePolicy", Resource = "arn:aws:iam::111122223333:role/tmp-*" }, # silent: "iam:PutRolePolicy" => "sts:GetCallerIdentity" ;; "arn:aws:iam::111122223333:role/tmp-*" => "arn:aws:iam::111122223333:role/app-*"
    ]
  })
}

provider "aws" {
  region = "eu-west-1"
  allowed_account_ids = ["111122223333"]
}
