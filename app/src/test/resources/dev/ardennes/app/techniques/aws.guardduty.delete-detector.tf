# gains: blinds(watch)

resource "aws_iam_user" "attacker" {
  name = "attacker"
}

resource "aws_iam_user_policy" "attacker" {
  user = aws_iam_user.attacker.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "guardduty:DeleteDetector", Resource = "*" }, # silent: "guardduty:DeleteDetector" => "sts:GetCallerIdentity" ;; "*" => "arn:aws:s3:::none"
    ]
  })
}

resource "aws_guardduty_detector" "watch" {
  enable = true
  tags = { Name = "watch" }
}
