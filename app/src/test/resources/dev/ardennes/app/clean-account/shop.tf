resource "aws_kms_key" "data" {
  provider            = aws.shop
  description         = "orders and secrets"
  enable_key_rotation = true
}

resource "aws_ecr_repository" "base" {
  provider             = aws.shop
  name                 = "base"
  image_tag_mutability = "IMMUTABLE"
}

resource "aws_s3_account_public_access_block" "all" {
  provider                = aws.shop
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket" "orders" {
  provider = aws.shop
  bucket   = "example-shop-orders"
}

resource "aws_s3_bucket_public_access_block" "orders" {
  provider                = aws.shop
  bucket                  = aws_s3_bucket.orders.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_ownership_controls" "orders" {
  provider = aws.shop
  bucket   = aws_s3_bucket.orders.id
  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "orders" {
  provider = aws.shop
  bucket   = aws_s3_bucket.orders.id
  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.data.arn
    }
  }
}

resource "aws_s3_bucket_policy" "orders" {
  provider = aws.shop
  bucket   = aws_s3_bucket.orders.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Sid = "OnlyEncrypted", Effect = "Deny", Principal = "*", Action = "s3:*", Resource = [aws_s3_bucket.orders.arn, "${aws_s3_bucket.orders.arn}/*"], Condition = { Bool = { "aws:SecureTransport" = "false" } } },
      { Sid = "OnlyTheShop", Effect = "Deny", Principal = "*", Action = "s3:*", Resource = [aws_s3_bucket.orders.arn, "${aws_s3_bucket.orders.arn}/*"], Condition = { ArnNotEquals = { "aws:PrincipalArn" = aws_iam_role.orders.arn } } },
    ]
  })
}

resource "aws_secretsmanager_secret" "payments" {
  provider   = aws.shop
  name       = "payments-api"
  kms_key_id = aws_kms_key.data.arn
}

resource "aws_sqs_queue" "orders" {
  provider          = aws.shop
  name              = "orders"
  kms_master_key_id = aws_kms_key.data.arn
}

resource "aws_sqs_queue_policy" "orders" {
  provider  = aws.shop
  queue_url = aws_sqs_queue.orders.url
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "sns.amazonaws.com" }
      Action    = "sqs:SendMessage"
      Resource  = aws_sqs_queue.orders.arn
      Condition = { ArnEquals = { "aws:SourceArn" = aws_sns_topic.orders.arn } }
    }]
  })
}

resource "aws_sns_topic" "orders" {
  provider = aws.shop
  name     = "orders"
}

resource "aws_sns_topic_subscription" "orders" {
  provider  = aws.shop
  topic_arn = aws_sns_topic.orders.arn
  protocol  = "sqs"
  endpoint  = aws_sqs_queue.orders.arn
}

resource "aws_dynamodb_table" "carts" {
  provider     = aws.shop
  name         = "carts"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"
  attribute {
    name = "id"
    type = "S"
  }
}

resource "aws_iam_role" "orders" {
  provider             = aws.shop
  name                 = "shop-orders"
  permissions_boundary = aws_iam_policy.boundary.arn
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "lambda.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })
}

resource "aws_iam_role_policy" "orders" {
  provider = aws.shop
  name     = "orders"
  role     = aws_iam_role.orders.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Sid = "Queue", Effect = "Allow", Action = ["sqs:ReceiveMessage", "sqs:DeleteMessage"], Resource = aws_sqs_queue.orders.arn },
      { Sid = "Files", Effect = "Allow", Action = ["s3:GetObject", "s3:PutObject"], Resource = "${aws_s3_bucket.orders.arn}/*" },
      { Sid = "Payments", Effect = "Allow", Action = "secretsmanager:GetSecretValue", Resource = aws_secretsmanager_secret.payments.arn },
      { Sid = "Key", Effect = "Allow", Action = ["kms:Decrypt", "kms:GenerateDataKey"], Resource = aws_kms_key.data.arn, Condition = { StringEquals = { "kms:ViaService" = ["s3.eu-west-1.amazonaws.com", "sqs.eu-west-1.amazonaws.com", "secretsmanager.eu-west-1.amazonaws.com"] } } },
      { Sid = "Carts", Effect = "Allow", Action = ["dynamodb:GetItem", "dynamodb:PutItem"], Resource = aws_dynamodb_table.carts.arn },
    ]
  })
}

resource "aws_lambda_function" "orders" {
  provider      = aws.shop
  function_name = "orders"
  role          = aws_iam_role.orders.arn
  handler       = "orders.handle"
  runtime       = "python3.13"
  filename      = "orders.zip"
}

resource "aws_lambda_event_source_mapping" "orders" {
  provider         = aws.shop
  event_source_arn = aws_sqs_queue.orders.arn
  function_name    = aws_lambda_function.orders.arn
}

resource "aws_cloudwatch_log_group" "orders" {
  provider   = aws.shop
  name       = "/aws/lambda/orders"
  kms_key_id = aws_kms_key.data.arn
}
