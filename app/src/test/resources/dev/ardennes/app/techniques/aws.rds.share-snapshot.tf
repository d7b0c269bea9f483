# gains: reads(orders)

resource "aws_iam_user" "attacker" {
  name = "attacker"
}

resource "aws_iam_user_policy" "attacker" {
  user = aws_iam_user.attacker.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "rds:ModifyDBSnapshotAttribute", Resource = aws_db_snapshot.orders.db_snapshot_arn }, # silent: "rds:ModifyDBSnapshotAttribute" => "sts:GetCallerIdentity" ;; aws_db_snapshot.orders.db_snapshot_arn => "arn:aws:s3:::none"
    ]
  })
}

resource "aws_db_snapshot" "orders" {
  db_snapshot_identifier = "orders"
  db_instance_identifier = "orders-db"
}
