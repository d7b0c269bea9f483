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
      { Effect = "Allow", Action = "sagemaker:CreateNotebookInstance", Resource = "arn:aws:sagemaker:*:*:notebook-instance/web-*" }, # silent: "sagemaker:CreateNotebookInstance" => "sts:GetCallerIdentity" ;; "arn:aws:sagemaker:*:*:notebook-instance/web-*" => "arn:aws:sagemaker:*:*:notebook-instance/batch-*"
      { Effect = "Allow", Action = "sagemaker:CreatePresignedNotebookInstanceUrl", Resource = "arn:aws:sagemaker:*:*:notebook-instance/web-*" }, # silent: "sagemaker:CreatePresignedNotebookInstanceUrl" => "sts:GetCallerIdentity" ;; "arn:aws:sagemaker:*:*:notebook-instance/web-*" => "arn:aws:sagemaker:*:*:notebook-instance/batch-*"
    ]
  })
}

resource "aws_iam_role" "admin" {
  name = "admin"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Principal = { Service = "sagemaker.amazonaws.com" }, Action = "sts:AssumeRole" }, # silent: sagemaker.amazonaws.com => events.amazonaws.com
    ]
  })
}
