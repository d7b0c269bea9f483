# gains: acts_through(admin)

resource "aws_iam_user" "attacker" {
  name = "attacker"
}

resource "aws_iam_user_policy" "attacker" {
  user = aws_iam_user.attacker.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "iam:PassRole", Resource = aws_iam_role.admin.arn }, # silent: "iam:PassRole" => "sts:GetCallerIdentity" ;; aws_iam_role.admin.arn => "arn:aws:iam::*:role/other"
      { Effect = "Allow", Action = "ssm:CreateDocument", Resource = "arn:aws:ssm:*:*:document/web-*" }, # silent: "ssm:CreateDocument" => "sts:GetCallerIdentity" ;; "arn:aws:ssm:*:*:document/web-*" => "arn:aws:s3:::none"
      { Effect = "Allow", Action = "ssm:StartAutomationExecution", Resource = "*" }, # silent: "ssm:StartAutomationExecution" => "sts:GetCallerIdentity" ;; "*" => "arn:aws:s3:::none"
    ]
  })
}

resource "aws_iam_role" "admin" {
  name = "admin"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Principal = { Service = "ssm.amazonaws.com" }, Action = "sts:AssumeRole" }, # silent: ssm.amazonaws.com => config.amazonaws.com
    ]
  })
}
