# gains: reads(orders)

resource "aws_iam_user" "attacker" {
  name = "attacker"
}

resource "aws_iam_user_policy" "attacker" {
  user = aws_iam_user.attacker.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "iam:PassRole", Resource = aws_iam_role.exporter.arn }, # silent: "iam:PassRole" => "sts:GetCallerIdentity" ;; aws_iam_role.exporter.arn => "arn:aws:iam::*:role/other"
      { Effect = "Allow", Action = "rds:StartExportTask", Resource = aws_db_snapshot.orders.db_snapshot_arn }, # silent: "rds:StartExportTask" => "sts:GetCallerIdentity" ;; aws_db_snapshot.orders.db_snapshot_arn => "arn:aws:s3:::none"
    ]
  })
}

resource "aws_iam_role" "exporter" {
  name = "exporter"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Principal = { Service = "export.rds.amazonaws.com" }, Action = "sts:AssumeRole" }, # silent: export.rds.amazonaws.com => config.amazonaws.com
    ]
  })
}

resource "aws_db_snapshot" "orders" {
  db_snapshot_identifier = "orders"
  db_instance_identifier = "orders-db"
}
