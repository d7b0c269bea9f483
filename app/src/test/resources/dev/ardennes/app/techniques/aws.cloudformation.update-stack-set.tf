# gains: acts_through(rollout)

resource "aws_iam_user" "attacker" {
  name = "attacker"
}

resource "aws_iam_user_policy" "attacker" {
  user = aws_iam_user.attacker.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "iam:PassRole", Resource = aws_iam_role.admin.arn }, # silent: "iam:PassRole" => "sts:GetCallerIdentity" ;; aws_iam_role.admin.arn => "arn:aws:iam::*:role/other"
      { Effect = "Allow", Action = "cloudformation:UpdateStackSet", Resource = aws_cloudformation_stack_set.net.arn }, # silent: "cloudformation:UpdateStackSet" => "sts:GetCallerIdentity" ;; aws_cloudformation_stack_set.net.arn => "arn:aws:cloudformation:*:*:stackset/other:*"
    ]
  })
}

resource "aws_iam_role" "admin" {
  name = "admin"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Principal = { Service = "cloudformation.amazonaws.com" }, Action = "sts:AssumeRole" }, # silent: cloudformation.amazonaws.com => events.amazonaws.com
    ]
  })
}

resource "aws_iam_role" "rollout" {
  name = "rollout"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Principal = { AWS = "arn:aws:iam::111122223333:root" }, Action = "sts:AssumeRole" },
    ]
  })
}

resource "aws_cloudformation_stack_set" "net" {
  name = "net"
  administration_role_arn = aws_iam_role.admin.arn
  execution_role_name = aws_iam_role.rollout.name # silent: -
}
