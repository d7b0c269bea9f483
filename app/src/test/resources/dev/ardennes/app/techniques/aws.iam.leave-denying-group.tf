# gains: undenied(eve)

resource "aws_iam_user" "attacker" {
  name = "attacker"
}

resource "aws_iam_user_policy" "attacker" {
  user = aws_iam_user.attacker.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "iam:RemoveUserFromGroup", Resource = aws_iam_group.ops.arn }, # silent: "iam:RemoveUserFromGroup" => "sts:GetCallerIdentity" ;; aws_iam_group.ops.arn => "arn:aws:s3:::none"
    ]
  })
}

resource "aws_iam_user" "eve" {
  name = "eve"
}

resource "aws_iam_group" "ops" {
  name = "ops"
}

resource "aws_iam_user_group_membership" "eve" {
  user = aws_iam_user.eve.name
  groups = [aws_iam_group.ops.name] # silent: -
}

resource "aws_iam_group_policy" "ops" {
  group = aws_iam_group.ops.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Deny", Action = "iam:*", Resource = "*" }, # silent: "Deny" => "Allow"
    ]
  })
}
