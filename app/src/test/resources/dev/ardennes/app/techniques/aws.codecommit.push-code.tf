# gains: runs_code_on(site)

resource "aws_iam_user" "attacker" {
  name = "attacker"
}

resource "aws_iam_user_policy" "attacker" {
  user = aws_iam_user.attacker.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "codecommit:GitPush", Resource = aws_codecommit_repository.site.arn }, # silent: "codecommit:GitPush" => "sts:GetCallerIdentity" ;; aws_codecommit_repository.site.arn => "arn:aws:codecommit:*:*:other"
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

resource "aws_codecommit_repository" "site" {
  repository_name = "site"
}

resource "aws_codebuild_project" "site" {
  name = "site"
  service_role = aws_iam_role.build.arn
  artifacts {
    type = "NO_ARTIFACTS"
  }
  environment {
    compute_type = "BUILD_GENERAL1_SMALL"
    image = "aws/codebuild/standard:7.0"
    type = "LINUX_CONTAINER"
  }
  source {
    type = "CODECOMMIT"
    location = aws_codecommit_repository.site.clone_url_http # silent: -
  }
}
