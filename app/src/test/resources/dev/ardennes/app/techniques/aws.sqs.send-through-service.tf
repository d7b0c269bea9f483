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

resource "aws_lambda_event_source_mapping" "uploads" {
  function_name    = aws_lambda_function.resize.function_name
  event_source_arn = aws_sqs_queue.uploads.arn
}

resource "aws_sqs_queue" "uploads" {
  name = "uploads"
}

resource "aws_sqs_queue_policy" "uploads" {
  queue_url = aws_sqs_queue.uploads.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "sns.amazonaws.com" }
      Action    = "sqs:SendMessage" # silent: SendMessage => PurgeQueue
      Resource  = aws_sqs_queue.uploads.arn
      Condition = { ArnLike = { "aws:SourceArn" = "arn:aws:sns:*:*:uploads" } } # silent: sns:*:*: => sns:*:111122223333:
    }]
  })
}
