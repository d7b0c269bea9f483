# gains: reads(token)

resource "aws_iam_user" "attacker" {
  name = "attacker"
}

resource "aws_iam_user_policy" "attacker" {
  name = "attacker"
  user = aws_iam_user.attacker.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = "secretsmanager:GetSecretValue" # silent: GetSecretValue => DescribeSecret
        Resource = aws_secretsmanager_secret.token.arn # silent: aws_secretsmanager_secret.token.arn => "arn:aws:secretsmanager:*:*:secret:other-*"
      },
      { Effect = "Deny", Action = "kms:Encrypt", Resource = "*" }, # silent: kms:Encrypt => kms:Decrypt
    ]
  })
}

resource "aws_kms_key" "key" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Principal = { AWS = aws_iam_user.attacker.arn }
        Action    = "kms:CreateGrant" # silent: CreateGrant => ListGrants
        Resource  = "*"
        Condition = {
          "ForAllValues:StringEquals" = { "kms:GrantOperations" = ["Decrypt"] } # silent: Decrypt => Encrypt
        }
      },
      { Effect = "Deny", Principal = "*", Action = "kms:ReEncrypt*", Resource = "*" }, # silent: kms:ReEncrypt* => kms:Decrypt
    ]
  })
}

resource "aws_secretsmanager_secret" "token" {
  name       = "token"
  kms_key_id = aws_kms_key.key.arn
}
