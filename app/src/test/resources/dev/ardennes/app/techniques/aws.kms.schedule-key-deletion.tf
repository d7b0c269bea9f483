# gains: destroys(ledger)

resource "aws_iam_user" "attacker" {
  name = "attacker"
}

resource "aws_iam_user_policy" "attacker" {
  user = aws_iam_user.attacker.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "kms:ScheduleKeyDeletion", Resource = aws_kms_key.data.arn }, # silent: "kms:ScheduleKeyDeletion" => "sts:GetCallerIdentity" ;; aws_kms_key.data.arn => aws_kms_key.logs.arn
    ]
  })
}

resource "aws_dynamodb_table" "ledger" {
  name = "ledger"
  hash_key = "id"
  server_side_encryption {
    enabled = true
    kms_key_arn = aws_kms_key.data.arn # silent: -
  }
}

resource "aws_kms_key" "data" {
  description = "data"
}

resource "aws_kms_key" "logs" {
  description = "logs"
}
