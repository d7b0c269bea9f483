# gains: runs_code_on(report)

resource "aws_iam_user" "attacker" {
  name = "attacker"
}

resource "aws_iam_user_policy" "attacker" {
  user = aws_iam_user.attacker.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "lambda:UpdateFunctionCode", Resource = aws_lambda_function.report.arn }, # silent: "lambda:UpdateFunctionCode" => "sts:GetCallerIdentity" ;; aws_lambda_function.report.arn => "arn:aws:lambda:*:*:function:other"
    ]
  })
}

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
  code_signing_config_arn = aws_lambda_code_signing_config.signed.arn
}

resource "aws_lambda_code_signing_config" "signed" {
  policies {
    untrusted_artifact_on_deployment = "Warn" # silent: "Warn" => "Enforce"
  }
}
