# gains: controls(deployer)

resource "aws_iam_user" "attacker" {
  name = "attacker"
}

resource "aws_iam_user_policy" "attacker" {
  user = aws_iam_user.attacker.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "iam:PassRole", Resource = aws_iam_role.deployer.arn }, # silent: "iam:PassRole" => "sts:GetCallerIdentity" ;; aws_iam_role.deployer.arn => "arn:aws:iam::*:role/other"
      { Effect = "Allow", Action = "codepipeline:UpdatePipeline", Resource = aws_codepipeline.release.arn }, # silent: "codepipeline:UpdatePipeline" => "sts:GetCallerIdentity" ;; aws_codepipeline.release.arn => "arn:aws:s3:::none"
      { Effect = "Allow", Action = "codepipeline:StartPipelineExecution", Resource = aws_codepipeline.release.arn }, # silent: "codepipeline:StartPipelineExecution" => "sts:GetCallerIdentity" ;; aws_codepipeline.release.arn => "arn:aws:s3:::none"
    ]
  })
}

resource "aws_iam_role" "deployer" {
  name = "deployer"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Principal = { Service = "codepipeline.amazonaws.com" }, Action = "sts:AssumeRole" }, # silent: codepipeline.amazonaws.com => config.amazonaws.com
    ]
  })
}

resource "aws_codepipeline" "release" {
  name = "release"
  role_arn = aws_iam_role.deployer.arn # silent: -
}
