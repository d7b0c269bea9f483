# Invoices and the usage behind them, one folder a customer and month.
resource "aws_s3_bucket" "exports" {
  bucket = "${var.name}-customer-exports"

  tags = {
    data-classification = "regulated"
  }
}

resource "aws_s3_bucket_public_access_block" "exports" {
  bucket = aws_s3_bucket.exports.id

  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_versioning" "exports" {
  bucket = aws_s3_bucket.exports.id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "exports" {
  bucket = aws_s3_bucket.exports.id

  rule {
    bucket_key_enabled = true

    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.exports.arn
    }
  }
}

resource "aws_s3_bucket_policy" "exports" {
  bucket = aws_s3_bucket.exports.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "OnlyEncryptedTransport"
        Effect    = "Deny"
        Principal = "*"
        Action    = "s3:*"
        Resource  = [aws_s3_bucket.exports.arn, "${aws_s3_bucket.exports.arn}/*"]
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      }
    ]
  })
}

# Links in invoices are valid for seven days. The session of a role cannot sign for so long, so a user does.
resource "aws_iam_user" "export" {
  name = "${var.name}-export"
}

resource "aws_iam_access_key" "export" {
  user = aws_iam_user.export.name
}

data "aws_iam_policy_document" "export" {
  statement {
    sid       = "WriteAndSign"
    actions   = ["s3:GetObject", "s3:PutObject"]
    resources = ["${aws_s3_bucket.exports.arn}/*"]
  }
}

resource "aws_iam_user_policy" "export" {
  name   = "exports"
  user   = aws_iam_user.export.name
  policy = data.aws_iam_policy_document.export.json
}
