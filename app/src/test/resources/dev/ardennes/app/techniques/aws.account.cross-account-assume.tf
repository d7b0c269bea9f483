# gains: controls(backup)

provider "aws" {
  region = "eu-west-1"
  allowed_account_ids = ["111122223333"]
}

provider "aws" {
  alias = "vault"
  region = "eu-west-1"
  allowed_account_ids = ["444455556666"]
}

resource "aws_iam_user" "attacker" {
  name = "attacker"
}

resource "aws_iam_user_policy_attachment" "attacker" {
  user = aws_iam_user.attacker.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess" # silent: arn:aws:iam::aws:policy/AdministratorAccess => arn:aws:iam::aws:policy/ReadOnlyAccess
}

resource "aws_iam_role" "backup" {
  provider = aws.vault
  name = "backup"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Principal = { AWS = "arn:aws:iam::111122223333:root" }, Action = "sts:AssumeRole" }, # silent: 111122223333:root => 777788889999:root
    ]
  })
}
