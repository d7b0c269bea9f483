# gains: destroys(orders)

resource "aws_iam_user" "attacker" {
  name = "attacker"
}

resource "aws_iam_user_policy" "attacker" {
  user = aws_iam_user.attacker.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "rds:DeleteDBInstance", Resource = aws_db_instance.orders.arn }, # silent: "rds:DeleteDBInstance" => "sts:GetCallerIdentity" ;; aws_db_instance.orders.arn => "arn:aws:s3:::none"
    ]
  })
}

resource "aws_db_instance" "orders" {
  identifier = "orders"
  instance_class = "db.t3.micro"
  deletion_protection = false # silent: false => true
}
