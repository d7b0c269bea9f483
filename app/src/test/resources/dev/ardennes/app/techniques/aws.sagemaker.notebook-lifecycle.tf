# gains: runs_code_on(lab)

resource "aws_iam_user" "attacker" {
  name = "attacker"
}

resource "aws_iam_user_policy" "attacker" {
  user = aws_iam_user.attacker.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sagemaker:UpdateNotebookInstance", Resource = aws_sagemaker_notebook_instance.lab.arn }, # silent: "sagemaker:UpdateNotebookInstance" => "sts:GetCallerIdentity" ;; aws_sagemaker_notebook_instance.lab.arn => "arn:aws:sagemaker:*:*:notebook-instance/other"
      { Effect = "Allow", Action = "sagemaker:StopNotebookInstance", Resource = aws_sagemaker_notebook_instance.lab.arn }, # silent: "sagemaker:StopNotebookInstance" => "sts:GetCallerIdentity" ;; aws_sagemaker_notebook_instance.lab.arn => "arn:aws:sagemaker:*:*:notebook-instance/other"
      { Effect = "Allow", Action = "sagemaker:StartNotebookInstance", Resource = aws_sagemaker_notebook_instance.lab.arn }, # silent: "sagemaker:StartNotebookInstance" => "sts:GetCallerIdentity" ;; aws_sagemaker_notebook_instance.lab.arn => "arn:aws:sagemaker:*:*:notebook-instance/other"
      { Effect = "Allow", Action = "sagemaker:CreateNotebookInstanceLifecycleConfig", Resource = "*" }, # silent: "sagemaker:CreateNotebookInstanceLifecycleConfig" => "sts:GetCallerIdentity"
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
