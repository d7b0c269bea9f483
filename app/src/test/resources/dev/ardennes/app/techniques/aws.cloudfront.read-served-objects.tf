# gains: reads(northwind-exports)
# entry: internet

resource "aws_s3_bucket" "exports" {
  bucket = "northwind-exports"
}

resource "aws_s3_bucket" "logs" {
  bucket = "northwind-logs"
}

resource "aws_s3_bucket_policy" "exports" {
  bucket = aws_s3_bucket.exports.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "cloudfront.amazonaws.com" }
      Action    = "s3:GetObject" # silent: GetObject => PutObject
      Resource  = "${aws_s3_bucket.exports.arn}/*" # silent: ${aws_s3_bucket.exports.arn}/* => arn:aws:s3:::northwind-logs/*
      Condition = { StringEquals = { "aws:SourceArn" = aws_cloudfront_distribution.cdn.arn } }
    }]
  })
}

resource "aws_cloudfront_origin_access_control" "cdn" {
  name                              = "cdn"
  origin_access_control_origin_type = "s3"
  signing_behavior                  = "always"
  signing_protocol                  = "sigv4"
}

resource "aws_cloudfront_distribution" "cdn" {
  enabled = true
  origin {
    domain_name              = aws_s3_bucket.exports.bucket_regional_domain_name # silent: exports => logs
    origin_id                = "exports"
    origin_access_control_id = aws_cloudfront_origin_access_control.cdn.id # silent: -
  }
  default_cache_behavior {
    target_origin_id       = "exports"
    viewer_protocol_policy = "https-only"
    allowed_methods        = ["GET", "HEAD"]
    cached_methods         = ["GET", "HEAD"]
    compress               = true # silent: compress               = true => trusted_key_groups = ["k-1"]
  }
}
