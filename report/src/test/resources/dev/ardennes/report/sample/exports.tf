resource "aws_s3_bucket" "exports" {
  bucket = "customer-exports"
  tags = {
    classification = "regulated"
  }
}

resource "aws_ssm_parameter" "layout" {
  name  = "/exports/layout"
  type  = "SecureString"
  value = "prefix=eu/2026/&password=correct-horse-battery"
}
