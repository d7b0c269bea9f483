# gains: runs_code_on(ana)

resource "aws_iam_user" "attacker" {
  name = "attacker"
}

resource "aws_iam_user_policy" "attacker" {
  user = aws_iam_user.attacker.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sagemaker:CreatePresignedDomainUrl", Resource = aws_sagemaker_user_profile.ana.arn }, # silent: "sagemaker:CreatePresignedDomainUrl" => "sts:GetCallerIdentity" ;; aws_sagemaker_user_profile.ana.arn => "arn:aws:sagemaker:*:*:user-profile/*/other"
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

resource "aws_sagemaker_domain" "studio" {
  domain_name = "studio"
  auth_mode = "IAM"
  vpc_id = "vpc-0abc"
  subnet_ids = ["subnet-0abc"]
  default_user_settings {
    execution_role = aws_iam_role.science.arn
  }
}

resource "aws_sagemaker_user_profile" "ana" {
  domain_id = aws_sagemaker_domain.studio.id
  user_profile_name = "ana"
  user_settings {
    execution_role = aws_iam_role.science.arn
  }
}
