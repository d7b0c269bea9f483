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
      { Effect = "Allow", Action = "lambda:CreateFunction", Resource = "arn:aws:lambda:*:*:function:web-*" }, # silent: "lambda:CreateFunction" => "sts:GetCallerIdentity" ;; "arn:aws:lambda:*:*:function:web-*" => "arn:aws:lambda:*:*:function:batch-*"
      { Effect = "Allow", Action = "lambda:CreateFunctionUrlConfig", Resource = "arn:aws:lambda:*:*:function:web-*" }, # silent: "lambda:CreateFunctionUrlConfig" => "sts:GetCallerIdentity" ;; "arn:aws:lambda:*:*:function:web-*" => "arn:aws:lambda:*:*:function:batch-*"
      { Effect = "Allow", Action = "lambda:AddPermission", Resource = "arn:aws:lambda:*:*:function:web-*" }, # silent: "lambda:AddPermission" => "sts:GetCallerIdentity" ;; "arn:aws:lambda:*:*:function:web-*" => "arn:aws:lambda:*:*:function:batch-*"
    ]
  })
}

resource "aws_iam_role" "admin" {
  name = "admin"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Principal = { Service = "lambda.amazonaws.com" }, Action = "sts:AssumeRole" }, # silent: lambda.amazonaws.com => events.amazonaws.com
    ]
  })
}
