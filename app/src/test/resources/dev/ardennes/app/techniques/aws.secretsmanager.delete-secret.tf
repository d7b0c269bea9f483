# gains: destroys(orders)

resource "aws_iam_user" "attacker" {
  name = "attacker"
}

resource "aws_iam_user_policy" "attacker" {
  user = aws_iam_user.attacker.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "secretsmanager:DeleteSecret", Resource = aws_secretsmanager_secret.orders.arn }, # silent: "secretsmanager:DeleteSecret" => "sts:GetCallerIdentity" ;; aws_secretsmanager_secret.orders.arn => "arn:aws:s3:::none"
    ]
  })
}

resource "aws_secretsmanager_secret" "orders" {
  name = "orders"
}
