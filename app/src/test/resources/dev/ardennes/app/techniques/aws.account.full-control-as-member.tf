# gains: controls_account(111122223333)

resource "aws_iam_user" "attacker" {
  name = "attacker"
}

resource "aws_iam_user_policy" "attacker" {
  user = aws_iam_user.attacker.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "iam:AddUserToGroup", Resource = aws_iam_group.admins.arn }, # silent: "iam:AddUserToGroup" => "sts:GetCallerIdentity" ;; aws_iam_group.admins.arn => "arn:aws:iam::*:group/other"
    ]
  })
}

provider "aws" {
  region = "eu-west-1"
  allowed_account_ids = ["111122223333"]
}

resource "aws_iam_group" "admins" {
  name = "admins"
}

resource "aws_iam_group_policy_attachment" "admins" {
  group = aws_iam_group.admins.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess" # silent: arn:aws:iam::aws:policy/AdministratorAccess => arn:aws:iam::aws:policy/ReadOnlyAccess
}
