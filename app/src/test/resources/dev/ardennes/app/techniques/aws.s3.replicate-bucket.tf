# gains: reads(orders)

resource "aws_iam_user" "attacker" {
  name = "attacker"
}

resource "aws_iam_user_policy" "attacker" {
  user = aws_iam_user.attacker.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "iam:PassRole", Resource = aws_iam_role.replicator.arn }, # silent: "iam:PassRole" => "sts:GetCallerIdentity" ;; aws_iam_role.replicator.arn => "arn:aws:iam::*:role/other"
      { Effect = "Allow", Action = "s3:PutReplicationConfiguration", Resource = aws_s3_bucket.orders.arn }, # silent: "s3:PutReplicationConfiguration" => "sts:GetCallerIdentity" ;; aws_s3_bucket.orders.arn => "arn:aws:sqs:*:*:none"
    ]
  })
}

resource "aws_iam_role" "replicator" {
  name = "replicator"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Principal = { Service = "s3.amazonaws.com" }, Action = "sts:AssumeRole" }, # silent: s3.amazonaws.com => config.amazonaws.com
    ]
  })
}

resource "aws_s3_bucket" "orders" {
  bucket = "orders"
}

resource "aws_iam_role_policy" "replicator" {
  role = aws_iam_role.replicator.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "s3:GetObjectVersionForReplication", Resource = "${aws_s3_bucket.orders.arn}/*" }, # silent: -
    ]
  })
}
