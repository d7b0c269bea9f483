# gains: controls_account(111122223333)

provider "aws" {
  region = "eu-west-1"
  allowed_account_ids = ["111122223333"]
}

resource "aws_iam_user" "attacker" {
  name = "attacker"
}

resource "aws_iam_user_policy_attachment" "attacker" {
  user = aws_iam_user.attacker.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess" # silent: arn:aws:iam::aws:policy/AdministratorAccess => arn:aws:iam::aws:policy/ReadOnlyAccess
}
