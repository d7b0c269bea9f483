# What the roles of single service accounts may do.

data "aws_iam_policy_document" "reporting_api" {
  statement {
    sid       = "KeepPages"
    actions   = ["s3:GetObject", "s3:PutObject"]
    resources = ["${aws_s3_bucket.pages.arn}/*"]
  }

  # From the time before service accounts had roles of their own.
  statement {
    sid       = "AssumeShared"
    actions   = ["sts:AssumeRole"]
    resources = ["arn:aws:iam::${var.account_id}:role/${var.name}-workload-shared"]
  }
}

resource "aws_iam_role_policy" "reporting_api" {
  name   = "workload"
  role   = aws_iam_role.workload["reporting-api"].id
  policy = data.aws_iam_policy_document.reporting_api.json
}

data "aws_iam_policy_document" "notifications" {
  statement {
    sid       = "SendMail"
    actions   = ["ses:SendEmail"]
    resources = ["arn:aws:ses:${var.region}:${var.account_id}:identity/northwind.example"]
  }
}

resource "aws_iam_role_policy" "notifications" {
  name   = "workload"
  role   = aws_iam_role.workload["notifications"].id
  policy = data.aws_iam_policy_document.notifications.json
}

data "aws_iam_policy_document" "ledger" {
  statement {
    sid       = "TakeEntries"
    actions   = ["sqs:DeleteMessage", "sqs:ReceiveMessage"]
    resources = [aws_sqs_queue.ledger.arn]
  }

  statement {
    sid       = "KeepEntries"
    actions   = ["dynamodb:PutItem", "dynamodb:Query"]
    resources = [aws_dynamodb_table.ledger.arn]
  }
}

resource "aws_iam_role_policy" "ledger" {
  name   = "workload"
  role   = aws_iam_role.workload["ledger"].id
  policy = data.aws_iam_policy_document.ledger.json
}

data "aws_iam_policy_document" "admin_tools" {
  statement {
    sid       = "SendAgain"
    actions   = ["sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"]
    resources = [aws_sqs_queue.ledger_failed.arn]
  }

  statement {
    sid       = "ToTheLedger"
    actions   = ["sqs:SendMessage"]
    resources = [aws_sqs_queue.ledger.arn]
  }
}

resource "aws_iam_role_policy" "admin_tools" {
  name   = "workload"
  role   = aws_iam_role.workload["admin-tools"].id
  policy = data.aws_iam_policy_document.admin_tools.json
}
