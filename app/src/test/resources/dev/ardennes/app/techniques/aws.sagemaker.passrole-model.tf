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
      { Effect = "Allow", Action = "sagemaker:CreateModel", Resource = "arn:aws:sagemaker:*:*:model/web-*" }, # silent: "sagemaker:CreateModel" => "sts:GetCallerIdentity" ;; "arn:aws:sagemaker:*:*:model/web-*" => "arn:aws:s3:::none"
      { Effect = "Allow", Action = "sagemaker:CreateEndpointConfig", Resource = "*" }, # silent: "sagemaker:CreateEndpointConfig" => "sts:GetCallerIdentity" ;; "*" => "arn:aws:s3:::none"
      { Effect = "Allow", Action = "sagemaker:CreateEndpoint", Resource = "*" }, # silent: "sagemaker:CreateEndpoint" => "sts:GetCallerIdentity" ;; "*" => "arn:aws:s3:::none"
    ]
  })
}

resource "aws_iam_role" "admin" {
  name = "admin"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Principal = { Service = "sagemaker.amazonaws.com" }, Action = "sts:AssumeRole" }, # silent: sagemaker.amazonaws.com => config.amazonaws.com
    ]
  })
}
