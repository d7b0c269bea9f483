# gains: runs_code_on(lab)

resource "aws_iam_user" "attacker" {
  name = "attacker"
}

resource "aws_iam_user_policy" "attacker" {
  user = aws_iam_user.attacker.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "glue:UpdateDevEndpoint", Resource = aws_glue_dev_endpoint.lab.arn }, # silent: "glue:UpdateDevEndpoint" => "sts:GetCallerIdentity" ;; aws_glue_dev_endpoint.lab.arn => "arn:aws:glue:*:*:devEndpoint/other"
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

resource "aws_glue_dev_endpoint" "lab" {
  name = "lab"
  role_arn = aws_iam_role.etl.arn
}
