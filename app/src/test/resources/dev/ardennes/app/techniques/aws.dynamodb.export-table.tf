# gains: reads(orders)

resource "aws_iam_user" "attacker" {
  name = "attacker"
}

resource "aws_iam_user_policy" "attacker" {
  user = aws_iam_user.attacker.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "dynamodb:ExportTableToPointInTime", Resource = aws_dynamodb_table.orders.arn }, # silent: "dynamodb:ExportTableToPointInTime" => "sts:GetCallerIdentity" ;; aws_dynamodb_table.orders.arn => "arn:aws:s3:::none"
      { Effect = "Allow", Action = "s3:PutObject", Resource = "arn:aws:s3:::drop-*/*" }, # silent: "s3:PutObject" => "sts:GetCallerIdentity"
    ]
  })
}

resource "aws_dynamodb_table" "orders" {
  name = "orders"
  hash_key = "id"
}
