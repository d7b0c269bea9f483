# gains: reaches(report)
# entry: internet

resource "aws_iam_role" "reporter" {
  name = "reporter"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Principal = { Service = "lambda.amazonaws.com" }, Action = "sts:AssumeRole" },
    ]
  })
}

resource "aws_lambda_function" "report" {
  function_name = "report"
  role = aws_iam_role.reporter.arn
  filename = "code.zip"
  handler = "main.handler"
  runtime = "python3.13"
}

resource "aws_lambda_function_url" "report" {
  function_name = aws_lambda_function.report.function_name
  authorization_type = "NONE" # silent: NONE => AWS_IAM
}
