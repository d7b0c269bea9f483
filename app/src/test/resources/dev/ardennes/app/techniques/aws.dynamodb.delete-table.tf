# gains: destroys(ledger)

resource "aws_iam_user" "attacker" {
  name = "attacker"
}

resource "aws_iam_user_policy" "attacker" {
  user = aws_iam_user.attacker.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "dynamodb:DeleteTable", Resource = aws_dynamodb_table.ledger.arn }, # silent: "dynamodb:DeleteTable" => "sts:GetCallerIdentity" ;; aws_dynamodb_table.ledger.arn => "arn:aws:dynamodb:*:*:table/other"
    ]
  })
}

resource "aws_dynamodb_table" "ledger" {
  name = "ledger"
  deletion_protection_enabled = false # silent: false => true
  hash_key = "id"
}
