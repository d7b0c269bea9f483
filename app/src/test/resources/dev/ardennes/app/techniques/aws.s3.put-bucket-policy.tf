# gains: reads(acme-invoices)

resource "aws_iam_user" "attacker" {
  name = "attacker"
}

resource "aws_iam_user_policy" "attacker" {
  user = aws_iam_user.attacker.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "s3:PutBucketPolicy", Resource = aws_s3_bucket.invoices.arn }, # silent: "s3:PutBucketPolicy" => "sts:GetCallerIdentity" ;; aws_s3_bucket.invoices.arn => "arn:aws:s3:::acme-other"
      { Effect = "Allow", Action = "kms:Decrypt", Resource = aws_kms_key.data.arn }, # silent: "kms:Decrypt" => "sts:GetCallerIdentity" ;; aws_kms_key.data.arn => aws_kms_key.logs.arn
    ]
  })
}

resource "aws_s3_bucket" "invoices" {
  bucket = "acme-invoices"
}

resource "aws_s3_bucket_server_side_encryption_configuration" "invoices" {
  bucket = aws_s3_bucket.invoices.id
  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "aws:kms"
      kms_master_key_id = aws_kms_key.data.arn
    }
  }
}

resource "aws_kms_key" "data" {
  description = "data"
}

resource "aws_kms_key" "logs" {
  description = "logs"
}
