# gains: destroys(orders)

resource "aws_iam_user" "attacker" {
  name = "attacker"
}

resource "aws_iam_user_policy" "attacker" {
  user = aws_iam_user.attacker.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "kms:DisableKey", Resource = aws_kms_key.data.arn }, # silent: "kms:DisableKey" => "sts:GetCallerIdentity" ;; aws_kms_key.data.arn => "arn:aws:s3:::none"
    ]
  })
}

resource "aws_kms_key" "data" {
  description = "data"
}

resource "aws_sqs_queue" "orders" {
  name = "orders"
  kms_master_key_id = aws_kms_key.data.arn # silent: -
}
