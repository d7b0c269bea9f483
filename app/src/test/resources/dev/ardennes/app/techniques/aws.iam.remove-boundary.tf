# gains: unbounded(ci)

resource "aws_iam_user" "attacker" {
  name = "attacker"
}

resource "aws_iam_user_policy" "attacker" {
  user = aws_iam_user.attacker.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "iam:DeleteRolePermissionsBoundary", Resource = aws_iam_role.ci.arn }, # silent: "iam:DeleteRolePermissionsBoundary" => "sts:GetCallerIdentity" ;; aws_iam_role.ci.arn => "arn:aws:s3:::none"
    ]
  })
}

resource "aws_iam_role" "ci" {
  name = "ci"
  permissions_boundary = aws_iam_policy.fence.arn # silent: -
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Principal = { Service = "ec2.amazonaws.com" }, Action = "sts:AssumeRole" },
    ]
  })
}

resource "aws_iam_policy" "fence" {
  name = "fence"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "s3:*", Resource = "*" },
    ]
  })
}
