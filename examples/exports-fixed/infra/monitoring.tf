resource "aws_cloudwatch_metric_alarm" "export_errors" {
  alarm_name          = "${var.name}-export-errors"
  namespace           = "AWS/Lambda"
  metric_name         = "Errors"
  dimensions          = { FunctionName = aws_lambda_function.export.function_name }
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 1
  threshold           = 1
  comparison_operator = "GreaterThanOrEqualToThreshold"
  alarm_actions       = [aws_sns_topic.on_call.arn]
}

resource "aws_sns_topic" "on_call" {
  name = "${var.name}-on-call"
}

# Engineers on call sign in to their own account with a second factor and come here to look.
resource "aws_iam_role" "on_call" {
  name                 = "${var.name}-on-call"
  max_session_duration = 3600

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Principal = { AWS = "arn:aws:iam::${var.on_call_account}:role/sso-on-call" }
        Action    = "sts:AssumeRole"
        Condition = { Bool = { "aws:MultiFactorAuthPresent" = "true" } }
      }
    ]
  })
}

resource "aws_iam_role_policy" "on_call" {
  name = "look"
  role = aws_iam_role.on_call.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "LookAtMetricsAndLogs"
        Effect   = "Allow"
        Action   = ["cloudwatch:Get*", "cloudwatch:List*", "logs:FilterLogEvents", "logs:GetLogEvents"]
        Resource = "*"
      }
    ]
  })
}
