# gains: destroys(acme-invoices)

resource "aws_iam_user" "attacker" {
  name = "attacker"
}

resource "aws_iam_user_policy" "attacker" {
  user = aws_iam_user.attacker.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "s3:DeleteObject", Resource = "${aws_s3_bucket.invoices.arn}/*" }, # silent: "s3:DeleteObject" => "sts:GetCallerIdentity" ;; "${aws_s3_bucket.invoices.arn}/*" => "arn:aws:s3:::acme-other/*"
    ]
  })
}

resource "aws_s3_bucket" "invoices" {
  bucket = "acme-invoices"
}

resource "aws_s3_bucket_versioning" "invoices" {
  bucket = aws_s3_bucket.invoices.id
  versioning_configuration {
    status = "Suspended" # silent: "Suspended" => "Enabled"
  }
}
