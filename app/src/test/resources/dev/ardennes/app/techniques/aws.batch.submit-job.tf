# gains: controls(etl)

resource "aws_iam_user" "attacker" {
  name = "attacker"
}

resource "aws_iam_user_policy" "attacker" {
  user = aws_iam_user.attacker.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "batch:SubmitJob", Resource = "*" }, # silent: "batch:SubmitJob" => "sts:GetCallerIdentity" ;; "*" => "arn:aws:s3:::none"
    ]
  })
}

resource "aws_iam_role" "etl" {
  name = "etl"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Principal = { Service = "ecs-tasks.amazonaws.com" }, Action = "sts:AssumeRole" },
    ]
  })
}

resource "aws_batch_job_definition" "nightly" {
  name = "nightly"
  type = "container"
  container_properties = jsonencode({ image = "etl", jobRoleArn = aws_iam_role.etl.arn })
}

resource "aws_batch_job_queue" "slow" {
  name = "slow"
  state = "ENABLED"
  priority = 1
}
