resource "aws_s3_bucket" "assets" {
  bucket = "${var.name}-web-assets"
}

resource "aws_s3_bucket_public_access_block" "assets" {
  bucket = aws_s3_bucket.assets.id

  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

# Everything that shows pages reads assets.
data "aws_iam_policy_document" "read_assets" {
  statement {
    sid       = "ReadAssets"
    actions   = ["s3:GetObject"]
    resources = ["${aws_s3_bucket.assets.arn}/*"]
  }

  statement {
    sid       = "ListAssets"
    actions   = ["s3:ListBucket"]
    resources = [aws_s3_bucket.assets.arn]
  }
}

resource "aws_iam_policy" "read_assets" {
  name        = "${var.name}-read-assets"
  description = "Read the web assets of all regions"
  policy      = data.aws_iam_policy_document.read_assets.json
}
