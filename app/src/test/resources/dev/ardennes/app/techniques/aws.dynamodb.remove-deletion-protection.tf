# gains: takes_off(orders, deletion protection)

resource "aws_iam_user" "attacker" {
  name = "attacker"
}

resource "aws_iam_user_policy" "attacker" {
  user = aws_iam_user.attacker.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "dynamodb:UpdateTable", Resource = aws_dynamodb_table.orders.arn }, # silent: "dynamodb:UpdateTable" => "sts:GetCallerIdentity" ;; aws_dynamodb_table.orders.arn => "arn:aws:s3:::none"
    ]
  })
}

resource "aws_dynamodb_table" "orders" {
  name                        = "orders"
  deletion_protection_enabled = true # silent: -
}
