# gains: reads(orders)

resource "aws_iam_user" "attacker" {
  name = "attacker"
}

resource "aws_iam_user_policy" "attacker" {
  user = aws_iam_user.attacker.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "kinesis:GetRecords", Resource = aws_kinesis_stream.orders.arn }, # silent: "kinesis:GetRecords" => "sts:GetCallerIdentity" ;; aws_kinesis_stream.orders.arn => "arn:aws:s3:::none"
      { Effect = "Allow", Action = "kinesis:GetShardIterator", Resource = aws_kinesis_stream.orders.arn }, # silent: "kinesis:GetShardIterator" => "sts:GetCallerIdentity" ;; aws_kinesis_stream.orders.arn => "arn:aws:s3:::none"
    ]
  })
}

resource "aws_kinesis_stream" "orders" {
  name = "orders"
}
