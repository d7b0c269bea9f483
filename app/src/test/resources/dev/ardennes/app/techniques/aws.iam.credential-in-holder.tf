# gains: controls(ci)

resource "aws_iam_user" "attacker" {
  name = "attacker"
}

resource "aws_iam_user_policy" "attacker" {
  user = aws_iam_user.attacker.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "ssm:GetParameter", Resource = aws_ssm_parameter.ci.arn }, # silent: "ssm:GetParameter" => "sts:GetCallerIdentity" ;; aws_ssm_parameter.ci.arn => "arn:aws:ssm:*:*:parameter/other"
    ]
  })
}

resource "aws_iam_user" "ci" {
  name = "ci"
}

resource "aws_iam_access_key" "ci" {
  user = aws_iam_user.ci.name
}

resource "aws_ssm_parameter" "ci" {
  name = "/ci/secret"
  type = "SecureString"
  value = aws_iam_access_key.ci.secret # silent: aws_iam_access_key.ci.secret => "none"
}
