# gains: controls_account(111122223333)

resource "aws_iam_user" "attacker" {
  name = "attacker"
}

resource "aws_iam_user_policy" "attacker" {
  user = aws_iam_user.attacker.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "iam:PassRole", Resource = aws_iam_role.deploy.arn }, # silent: "iam:PassRole" => "sts:GetCallerIdentity" ;; aws_iam_role.deploy.arn => "arn:aws:iam::*:role/other"
      { Effect = "Allow", Action = "cloudformation:CreateStack", Resource = "*" }, # silent: "cloudformation:CreateStack" => "sts:GetCallerIdentity"
    ]
  })
}

provider "aws" {
  region = "eu-west-1"
  allowed_account_ids = ["111122223333"]
}

resource "aws_iam_role" "deploy" {
  name = "deploy"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Principal = { Service = "cloudformation.amazonaws.com" }, Action = "sts:AssumeRole" }, # silent: cloudformation.amazonaws.com => events.amazonaws.com
    ]
  })
}

resource "aws_iam_role_policy_attachment" "deploy" {
  role = aws_iam_role.deploy.name
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess" # silent: arn:aws:iam::aws:policy/AdministratorAccess => arn:aws:iam::aws:policy/ReadOnlyAccess
}
