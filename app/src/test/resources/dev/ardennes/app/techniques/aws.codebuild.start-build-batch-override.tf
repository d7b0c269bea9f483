# gains: runs_code_on(site)

resource "aws_iam_user" "attacker" {
  name = "attacker"
}

resource "aws_iam_user_policy" "attacker" {
  user = aws_iam_user.attacker.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "codebuild:StartBuildBatch", Resource = aws_codebuild_project.site.arn }, # silent: "codebuild:StartBuildBatch" => "sts:GetCallerIdentity" ;; aws_codebuild_project.site.arn => "arn:aws:codebuild:*:*:project/other"
    ]
  })
}

resource "aws_iam_role" "build" {
  name = "build"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Principal = { Service = "codebuild.amazonaws.com" }, Action = "sts:AssumeRole" },
    ]
  })
}

resource "aws_codebuild_project" "site" {
  name = "site"
  service_role = aws_iam_role.build.arn
  build_batch_config { service_role = aws_iam_role.build.arn } # silent: -
  artifacts {
    type = "NO_ARTIFACTS"
  }
  environment {
    compute_type = "BUILD_GENERAL1_SMALL"
    image = "aws/codebuild/standard:7.0"
    type = "LINUX_CONTAINER"
  }
  source {
    type = "NO_SOURCE"
    buildspec = "version: 0.2"
  }
}
