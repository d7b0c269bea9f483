# gains: controls(admin)

resource "aws_iam_user" "attacker" {
  name = "attacker"
}

resource "aws_iam_user_policy" "attacker" {
  user = aws_iam_user.attacker.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "iam:PassRole", Resource = aws_iam_role.admin.arn }, # silent: "iam:PassRole" => "sts:GetCallerIdentity" ;; aws_iam_role.admin.arn => "arn:aws:iam::*:role/other"
      { Effect = "Allow", Action = "glue:CreateSession", Resource = "arn:aws:glue:*:*:session/web-*" }, # silent: "glue:CreateSession" => "sts:GetCallerIdentity" ;; "arn:aws:glue:*:*:session/web-*" => "arn:aws:glue:*:*:session/batch-*"
      { Effect = "Allow", Action = "glue:RunStatement", Resource = "arn:aws:glue:*:*:session/web-*" }, # silent: "glue:RunStatement" => "sts:GetCallerIdentity" ;; "arn:aws:glue:*:*:session/web-*" => "arn:aws:glue:*:*:session/batch-*"
    ]
  })
}

resource "aws_iam_role" "admin" {
  name = "admin"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Principal = { Service = "glue.amazonaws.com" }, Action = "sts:AssumeRole" }, # silent: glue.amazonaws.com => events.amazonaws.com
    ]
  })
}
