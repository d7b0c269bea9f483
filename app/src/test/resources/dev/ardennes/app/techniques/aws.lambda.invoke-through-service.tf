# gains: invokes(resize)
# entry: internet

resource "aws_iam_role" "resize" {
  name = "resize"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Principal = { Service = "lambda.amazonaws.com" }, Action = "sts:AssumeRole" },
    ]
  })
}

resource "aws_lambda_function" "resize" {
  function_name = "resize"
  role          = aws_iam_role.resize.arn
  filename      = "code.zip"
  handler       = "main.handler"
  runtime       = "python3.13"
}

resource "aws_lambda_permission" "uploads" {
  function_name = aws_lambda_function.resize.function_name
  action        = "lambda:InvokeFunction"
  principal     = "s3.amazonaws.com"        # silent: s3.amazonaws.com => elasticloadbalancing.amazonaws.com
  source_arn    = "arn:aws:s3:::northwind*" # silent: northwind* => northwind-uploads
}
