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
      { Effect = "Allow", Action = "codebuild:CreateProject", Resource = "arn:aws:codebuild:*:*:project/web-*" }, # silent: "codebuild:CreateProject" => "sts:GetCallerIdentity" ;; "arn:aws:codebuild:*:*:project/web-*" => "arn:aws:codebuild:*:*:project/batch-*"
      { Effect = "Allow", Action = "codebuild:StartBuild", Resource = "arn:aws:codebuild:*:*:project/web-*" }, # silent: "codebuild:StartBuild" => "sts:GetCallerIdentity" ;; "arn:aws:codebuild:*:*:project/web-*" => "arn:aws:codebuild:*:*:project/batch-*"
    ]
  })
}

resource "aws_iam_role" "admin" {
  name = "admin"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Principal = { Service = "codebuild.amazonaws.com" }, Action = "sts:AssumeRole" }, # silent: codebuild.amazonaws.com => events.amazonaws.com
    ]
  })
}
