# gains: reads(/db/password)

resource "aws_iam_user" "attacker" {
  name = "attacker"
}

resource "aws_iam_user_policy" "attacker" {
  user = aws_iam_user.attacker.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "ssm:GetParameter", Resource = aws_ssm_parameter.db.arn }, # silent: "ssm:GetParameter" => "sts:GetCallerIdentity" ;; aws_ssm_parameter.db.arn => "arn:aws:ssm:*:*:parameter/other"
      { Effect = "Allow", Action = "kms:Decrypt", Resource = aws_kms_key.data.arn }, # silent: "kms:Decrypt" => "sts:GetCallerIdentity" ;; aws_kms_key.data.arn => aws_kms_key.logs.arn
    ]
  })
}

resource "aws_ssm_parameter" "db" {
  name = "/db/password"
  type = "SecureString"
  value = "unknown"
  key_id = aws_kms_key.data.arn
}

resource "aws_kms_key" "data" {
  description = "data"
}

resource "aws_kms_key" "logs" {
  description = "logs"
}
