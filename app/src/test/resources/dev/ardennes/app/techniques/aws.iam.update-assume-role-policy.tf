# gains: trust_writable(deploy, attacker)

resource "aws_iam_user" "attacker" {
  name = "attacker"
}

resource "aws_iam_user_policy" "attacker" {
  user = aws_iam_user.attacker.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "iam:UpdateAssumeRolePolicy", Resource = aws_iam_role.deploy.arn }, # silent: "iam:UpdateAssumeRolePolicy" => "sts:GetCallerIdentity" ;; aws_iam_role.deploy.arn => "arn:aws:iam::*:role/other"
    ]
  })
}

resource "aws_iam_role" "deploy" {
  name = "deploy"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Principal = { Service = "ec2.amazonaws.com" }, Action = "sts:AssumeRole" },
    ]
  })
}
