data "aws_iam_policy_document" "exports_key" {
  statement {
    sid       = "Account"
    actions   = ["kms:*"]
    resources = ["*"]

    principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::${var.account_id}:root"]
    }
  }

  statement {
    sid       = "ExportUser"
    actions   = ["kms:Decrypt", "kms:GenerateDataKey"]
    resources = ["*"]

    principals {
      type        = "AWS"
      identifiers = [aws_iam_user.export.arn]
    }
  }
}

resource "aws_kms_key" "exports" {
  description             = "Customer exports"
  enable_key_rotation     = true
  deletion_window_in_days = 30
  policy                  = data.aws_iam_policy_document.exports_key.json
}

resource "aws_kms_alias" "exports" {
  name          = "alias/${var.name}-exports"
  target_key_id = aws_kms_key.exports.key_id
}
