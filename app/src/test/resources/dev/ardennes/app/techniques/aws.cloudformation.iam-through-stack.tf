# gains: policy_writable(ci)

resource "aws_iam_user" "attacker" {
  name = "attacker"
}

resource "aws_iam_user_policy" "attacker" {
  user = aws_iam_user.attacker.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "iam:PassRole", Resource = aws_iam_role.deploy.arn }, # silent: "iam:PassRole" => "sts:GetCallerIdentity" ;; aws_iam_role.deploy.arn => "arn:aws:iam::*:role/other"
      { Effect = "Allow", Action = "cloudformation:CreateStack", Resource = "*" }, # silent: "cloudformation:CreateStack" => "sts:GetCallerIdentity"
    ]
  })
}

resource "aws_iam_role" "deploy" {
  name = "deploy"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Principal = { Service = "cloudformation.amazonaws.com" }, Action = "sts:AssumeRole" }, # silent: cloudformation.amazonaws.com => events.amazonaws.com
    ]
  })
}

resource "aws_iam_role_policy" "deploy" {
  role = aws_iam_role.deploy.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "iam:PutUserPolicy", Resource = aws_iam_user.ci.arn }, # silent: "iam:PutUserPolicy" => "sts:GetCallerIdentity" ;; aws_iam_user.ci.arn => "arn:aws:iam::*:user/other"
    ]
  })
}

resource "aws_iam_user" "ci" {
  name = "ci"
}
