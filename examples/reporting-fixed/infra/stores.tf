resource "aws_s3_bucket" "pages" {
  bucket = "${var.name}-rendered-pages"
}

resource "aws_s3_bucket_public_access_block" "pages" {
  bucket = aws_s3_bucket.pages.id

  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_lifecycle_configuration" "pages" {
  bucket = aws_s3_bucket.pages.id

  rule {
    id     = "expire"
    status = "Enabled"

    filter {}

    expiration {
      days = 1
    }
  }
}

resource "aws_dynamodb_table" "usage" {
  name         = "${var.name}-usage"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "customer"
  range_key    = "day"

  attribute {
    name = "customer"
    type = "S"
  }

  attribute {
    name = "day"
    type = "S"
  }
}

resource "aws_dynamodb_table" "ledger" {
  name         = "${var.name}-ledger"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "account"
  range_key    = "entry"

  attribute {
    name = "account"
    type = "S"
  }

  attribute {
    name = "entry"
    type = "S"
  }

  point_in_time_recovery {
    enabled = true
  }
}

resource "aws_sqs_queue" "ledger" {
  name                       = "${var.name}-ledger"
  visibility_timeout_seconds = 60
  sqs_managed_sse_enabled    = true

  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.ledger_failed.arn
    maxReceiveCount     = 5
  })
}

resource "aws_sqs_queue" "ledger_failed" {
  name                      = "${var.name}-ledger-failed"
  message_retention_seconds = 1209600
  sqs_managed_sse_enabled   = true
}
