# gains: reads(orders)

resource "aws_iam_user" "attacker" {
  name = "attacker"
}

resource "aws_iam_user_policy" "attacker" {
  user = aws_iam_user.attacker.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sqs:SetQueueAttributes", Resource = aws_sqs_queue.orders.arn }, # silent: "sqs:SetQueueAttributes" => "sts:GetCallerIdentity" ;; aws_sqs_queue.orders.arn => "arn:aws:s3:::none"
    ]
  })
}

resource "aws_sqs_queue" "orders" {
  name = "orders"
}
