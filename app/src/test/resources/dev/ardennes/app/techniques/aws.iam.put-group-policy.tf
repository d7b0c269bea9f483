# gains: policy_writable(attacker)

resource "aws_iam_user" "attacker" {
  name = "attacker"
}

resource "aws_iam_user_policy" "attacker" {
  user = aws_iam_user.attacker.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "iam:PutGroupPolicy", Resource = aws_iam_group.admins.arn }, # silent: "iam:PutGroupPolicy" => "sts:GetCallerIdentity" ;; aws_iam_group.admins.arn => "arn:aws:iam::*:group/other"
    ]
  })
}

resource "aws_iam_group" "admins" {
  name = "admins"
}

resource "aws_iam_group_membership" "admins" {
  name = "admins"
  group = aws_iam_group.admins.name
  users = [aws_iam_user.attacker.name] # silent: aws_iam_user.attacker.name => "other"
}
