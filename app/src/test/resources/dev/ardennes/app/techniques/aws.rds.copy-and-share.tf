# gains: reads(orders)

resource "aws_iam_user" "attacker" {
  name = "attacker"
}

resource "aws_iam_user_policy" "attacker" {
  user = aws_iam_user.attacker.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "rds:CreateDBSnapshot", Resource = [aws_db_instance.orders.arn, "arn:aws:rds:*:*:snapshot:x-*"] }, # silent: "rds:CreateDBSnapshot" => "sts:GetCallerIdentity" ;; [aws_db_instance.orders.arn, "arn:aws:rds:*:*:snapshot:x-*"] => "arn:aws:s3:::none"
      { Effect = "Allow", Action = "rds:ModifyDBSnapshotAttribute", Resource = "arn:aws:rds:*:*:snapshot:x-*" }, # silent: "rds:ModifyDBSnapshotAttribute" => "sts:GetCallerIdentity" ;; "arn:aws:rds:*:*:snapshot:x-*" => "arn:aws:s3:::none"
    ]
  })
}

resource "aws_db_instance" "orders" {
  identifier = "orders"
  instance_class = "db.t3.micro"
}
