# gains: runs_code_on(nightly)

resource "aws_iam_user" "attacker" {
  name = "attacker"
}

resource "aws_iam_user_policy" "attacker" {
  user = aws_iam_user.attacker.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "s3:PutObject", Resource = "${aws_s3_bucket.invoices.arn}/*" }, # silent: "s3:PutObject" => "sts:GetCallerIdentity" ;; "${aws_s3_bucket.invoices.arn}/*" => "arn:aws:s3:::acme-other/*"
    ]
  })
}

resource "aws_s3_bucket" "invoices" {
  bucket = "acme-invoices"
}

resource "aws_iam_role" "etl" {
  name = "etl"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Principal = { Service = "glue.amazonaws.com" }, Action = "sts:AssumeRole" },
    ]
  })
}

resource "aws_s3_object" "script" {
  bucket = aws_s3_bucket.invoices.id
  key = "nightly.py"
}

resource "aws_glue_job" "nightly" {
  name = "nightly"
  role_arn = aws_iam_role.etl.arn
  command {
    script_location = "s3://${aws_s3_bucket.invoices.bucket}/nightly.py" # silent: ${aws_s3_bucket.invoices.bucket} => other-bucket
  }
}
