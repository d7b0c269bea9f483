# gains: runs_code_on(lab)

resource "aws_iam_user" "attacker" {
  name = "attacker"
}

resource "aws_iam_user_policy" "attacker" {
  user = aws_iam_user.attacker.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sagemaker:CreatePresignedNotebookInstanceUrl", Resource = aws_sagemaker_notebook_instance.lab.arn }, # silent: "sagemaker:CreatePresignedNotebookInstanceUrl" => "sts:GetCallerIdentity" ;; aws_sagemaker_notebook_instance.lab.arn => "arn:aws:sagemaker:*:*:notebook-instance/other"
    ]
  })
}

resource "aws_iam_role" "science" {
  name = "science"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Principal = { Service = "sagemaker.amazonaws.com" }, Action = "sts:AssumeRole" },
    ]
  })
}

resource "aws_sagemaker_notebook_instance" "lab" {
  name = "lab"
  role_arn = aws_iam_role.science.arn
  instance_type = "ml.t3.medium"
}
