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
      { Effect = "Allow", Action = "glue:UpdateJob", Resource = aws_glue_job.nightly.arn }, # silent: "glue:UpdateJob" => "sts:GetCallerIdentity" ;; aws_glue_job.nightly.arn => "arn:aws:glue:*:*:job/other"
      { Effect = "Allow", Action = "glue:CreateTrigger", Resource = "*" }, # silent: "glue:CreateTrigger" => "sts:GetCallerIdentity"
    ]
  })
}

resource "aws_iam_role" "admin" {
  name = "admin"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Principal = { Service = "glue.amazonaws.com" }, Action = "sts:AssumeRole" }, # silent: glue.amazonaws.com => events.amazonaws.com
    ]
  })
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
}
