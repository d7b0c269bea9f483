# gains: destroys(orders)

resource "aws_iam_user" "attacker" {
  name = "attacker"
}

resource "aws_iam_user_policy" "attacker" {
  user = aws_iam_user.attacker.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "s3:GetObject", Resource = "${aws_s3_bucket.orders.arn}/*" }, # silent: "s3:GetObject" => "sts:GetCallerIdentity" ;; "${aws_s3_bucket.orders.arn}/*" => "arn:aws:sqs:*:*:none"
      { Effect = "Allow", Action = "s3:PutObject", Resource = "${aws_s3_bucket.orders.arn}/*" }, # silent: "s3:PutObject" => "sts:GetCallerIdentity" ;; "${aws_s3_bucket.orders.arn}/*" => "arn:aws:sqs:*:*:none"
    ]
  })
}

resource "aws_s3_bucket" "orders" {
  bucket = "orders"
}
