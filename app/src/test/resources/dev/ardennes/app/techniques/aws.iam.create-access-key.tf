# gains: controls(ci)

resource "aws_iam_user" "attacker" {
  name = "attacker"
}

resource "aws_iam_user_policy" "attacker" {
  user = aws_iam_user.attacker.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "iam:CreateAccessKey", Resource = aws_iam_user.ci.arn }, # silent: "iam:CreateAccessKey" => "sts:GetCallerIdentity" ;; aws_iam_user.ci.arn => "arn:aws:iam::*:user/other"
    ]
  })
}

resource "aws_iam_user" "ci" {
  name = "ci"
}
