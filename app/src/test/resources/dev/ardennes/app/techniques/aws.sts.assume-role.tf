# gains: controls(deploy)

resource "aws_iam_user" "attacker" {
  name = "attacker"
}

resource "aws_iam_role" "deploy" {
  name = "deploy"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Principal = { AWS = aws_iam_user.attacker.arn }, Action = "sts:AssumeRole" }, # silent: aws_iam_user.attacker.arn => "arn:aws:iam::111122223333:user/other" ;; sts:AssumeRole => sts:TagSession
    ]
  })
}
