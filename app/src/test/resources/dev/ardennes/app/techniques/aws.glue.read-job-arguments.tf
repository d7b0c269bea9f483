# gains: controls(ci)

resource "aws_iam_user" "attacker" {
  name = "attacker"
}

resource "aws_iam_user_policy" "attacker" {
  user = aws_iam_user.attacker.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "glue:GetJob", Resource = aws_glue_job.nightly.arn }, # silent: "glue:GetJob" => "sts:GetCallerIdentity" ;; aws_glue_job.nightly.arn => "arn:aws:glue:*:*:job/other"
    ]
  })
}

resource "aws_iam_user" "ci" {
  name = "ci"
}

resource "aws_iam_access_key" "ci" {
  user = aws_iam_user.ci.name
}

resource "aws_iam_role" "etl" {
  name = "etl"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Principal = { Service = "glue.amazonaws.com" }, Action = "sts:AssumeRole" },
    ]
  })
}

resource "aws_glue_job" "nightly" {
  name = "nightly"
  role_arn = aws_iam_role.etl.arn
  command {
    script_location = "s3://scripts/nightly.py"
  }
  default_arguments = { "--secret" = aws_iam_access_key.ci.secret } # silent: aws_iam_access_key.ci.secret => "none"
}
