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
      { Effect = "Allow", Action = "batch:RegisterJobDefinition", Resource = "*" }, # silent: "batch:RegisterJobDefinition" => "sts:GetCallerIdentity"
      { Effect = "Allow", Action = "batch:SubmitJob", Resource = "*" }, # silent: "batch:SubmitJob" => "sts:GetCallerIdentity"
    ]
  })
}

resource "aws_iam_role" "admin" {
  name = "admin"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Principal = { Service = "ecs-tasks.amazonaws.com" }, Action = "sts:AssumeRole" }, # silent: ecs-tasks.amazonaws.com => events.amazonaws.com
    ]
  })
}

resource "aws_batch_job_queue" "jobs" {
  name = "jobs"
  state = "ENABLED"
  priority = 1
}
