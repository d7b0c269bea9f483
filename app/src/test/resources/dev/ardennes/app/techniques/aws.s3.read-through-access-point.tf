# gains: reads(acme-invoices)

resource "aws_iam_user" "attacker" {
  name = "attacker"
}

resource "aws_iam_user_policy" "attacker" {
  user = aws_iam_user.attacker.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sts:GetCallerIdentity", Resource = "*" },
    ]
  })
}

resource "aws_s3_bucket" "invoices" {
  bucket = "acme-invoices"
}

resource "aws_s3_bucket_policy" "invoices" {
  bucket = aws_s3_bucket.invoices.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Principal = { AWS = "*" }
        Action    = "*"
        Resource  = ["${aws_s3_bucket.invoices.arn}/*"]
        Condition = { StringEquals = { "s3:DataAccessPointArn" = aws_s3_access_point.reports.arn } } # silent: aws_s3_access_point.reports.arn => "arn:aws:s3:eu-west-1:111122223333:accesspoint/other"
      },
    ]
  })
}

resource "aws_s3_access_point" "reports" {
  bucket = aws_s3_bucket.invoices.id # silent: aws_s3_bucket.invoices.id => "acme-other"
  name   = "reports"
}

resource "aws_s3control_access_point_policy" "reports" {
  access_point_arn = aws_s3_access_point.reports.arn
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Principal = { AWS = aws_iam_user.attacker.arn } # silent: aws_iam_user.attacker.arn => "arn:aws:iam::111122223333:user/somebody"
        Action    = "s3:GetObject"                      # silent: s3:GetObject => s3:PutObject
        Resource  = "${aws_s3_access_point.reports.arn}/object/*"
      },
    ]
  })
}
