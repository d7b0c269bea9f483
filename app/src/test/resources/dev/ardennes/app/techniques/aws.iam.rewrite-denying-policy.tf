# gains: undenied(ci)

resource "aws_iam_user" "attacker" {
  name = "attacker"
}

resource "aws_iam_user_policy" "attacker" {
  user = aws_iam_user.attacker.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "iam:CreatePolicyVersion", Resource = aws_iam_policy.fence.arn }, # silent: "iam:CreatePolicyVersion" => "sts:GetCallerIdentity" ;; aws_iam_policy.fence.arn => "arn:aws:s3:::none"
    ]
  })
}

resource "aws_iam_role" "ci" {
  name = "ci"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Principal = { Service = "ec2.amazonaws.com" }, Action = "sts:AssumeRole" },
    ]
  })
}

resource "aws_iam_role_policy_attachment" "ci" {
  role = aws_iam_role.ci.name
  policy_arn = aws_iam_policy.fence.arn
}

resource "aws_iam_policy" "fence" {
  name = "fence"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Deny", Action = "iam:*", Resource = "*" }, # silent: "Deny" => "Allow"
    ]
  })
}
