# gains: joins(attacker, admins)

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

resource "aws_iam_group" "admins" {
  name = "admins"
}
