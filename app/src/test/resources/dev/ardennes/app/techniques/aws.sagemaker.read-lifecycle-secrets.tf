# gains: controls(ci)

resource "aws_iam_user" "attacker" {
  name = "attacker"
}

resource "aws_iam_user_policy" "attacker" {
  user = aws_iam_user.attacker.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sagemaker:DescribeNotebookInstanceLifecycleConfig", Resource = aws_sagemaker_notebook_instance_lifecycle_configuration.setup.arn }, # silent: "sagemaker:DescribeNotebookInstanceLifecycleConfig" => "sts:GetCallerIdentity" ;; aws_sagemaker_notebook_instance_lifecycle_configuration.setup.arn => "arn:aws:sagemaker:*:*:notebook-instance-lifecycle-config/other"
    ]
  })
}

resource "aws_iam_user" "ci" {
  name = "ci"
}

resource "aws_iam_access_key" "ci" {
  user = aws_iam_user.ci.name
}

resource "aws_sagemaker_notebook_instance_lifecycle_configuration" "setup" {
  name = "setup"
  on_start = base64encode("export SECRET=${aws_iam_access_key.ci.secret}") # silent: ${aws_iam_access_key.ci.secret} => none
}
