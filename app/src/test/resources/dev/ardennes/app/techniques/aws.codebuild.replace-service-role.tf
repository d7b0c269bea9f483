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
      { Effect = "Allow", Action = "codebuild:UpdateProject", Resource = aws_codebuild_project.site.arn }, # silent: "codebuild:UpdateProject" => "sts:GetCallerIdentity" ;; aws_codebuild_project.site.arn => "arn:aws:codebuild:*:*:project/other"
      { Effect = "Allow", Action = "codebuild:StartBuild", Resource = aws_codebuild_project.site.arn }, # silent: "codebuild:StartBuild" => "sts:GetCallerIdentity" ;; aws_codebuild_project.site.arn => "arn:aws:codebuild:*:*:project/other"
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
