# The key of the user that signs links to exports. It is replaced twice a year, and its parameter with it.
resource "aws_ssm_parameter" "export_key" {
  name = "/billing/exports/signing-${var.export_key_generation}"
  type = "SecureString"

  value = jsonencode({
    access_key_id     = aws_iam_access_key.export.id
    secret_access_key = aws_iam_access_key.export.secret
  })
}

resource "aws_ssm_parameter" "invoice_run" {
  name  = "/billing/config/invoice-run"
  type  = "String"
  value = jsonencode({ day = 3, batch = 200 })
}

resource "aws_ssm_parameter" "web_banner" {
  name  = "/web/banner"
  type  = "String"
  value = "Invoices arrive on the third working day."
}
