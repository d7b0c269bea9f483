# gains: takes_off(orders, deletion protection)

resource "aws_iam_user" "attacker" {
  name = "attacker"
}

resource "aws_iam_user_policy" "attacker" {
  user = aws_iam_user.attacker.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "rds:ModifyDBInstance", Resource = aws_db_instance.orders.arn }, # silent: "rds:ModifyDBInstance" => "sts:GetCallerIdentity" ;; aws_db_instance.orders.arn => "arn:aws:s3:::none"
    ]
  })
}

resource "aws_db_instance" "orders" {
  identifier          = "orders"
  deletion_protection = true # silent: -
}
