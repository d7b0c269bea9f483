# The background work of the namespace: its own configuration, the usage of customers, and a message to the ledger.
data "aws_iam_policy_document" "shared_trust" {
  statement {
    sid     = "ServiceAccounts"
    actions = ["sts:AssumeRoleWithWebIdentity"]

    principals {
      type        = "Federated"
      identifiers = [aws_iam_openid_connect_provider.cluster.arn]
    }

    condition {
      test     = "StringEquals"
      variable = "${local.issuer}:aud"
      values   = ["sts.amazonaws.com"]
    }

    condition {
      test     = "StringLike"
      variable = "${local.issuer}:sub"
      values   = ["system:serviceaccount:reporting:billing-worker"]
    }
  }
}

resource "aws_iam_role" "shared" {
  name               = "${var.name}-workload-shared"
  assume_role_policy = data.aws_iam_policy_document.shared_trust.json
}

data "aws_iam_policy_document" "shared" {
  statement {
    sid       = "ReadOwnConfig"
    actions   = ["ssm:GetParameter"]
    resources = ["${local.parameters}/billing/*"]
  }

  statement {
    sid       = "ReadUsage"
    actions   = ["dynamodb:GetItem", "dynamodb:Query"]
    resources = [aws_dynamodb_table.usage.arn]
  }

  statement {
    sid       = "TellTheLedger"
    actions   = ["sqs:SendMessage"]
    resources = [aws_sqs_queue.ledger.arn]
  }
}

resource "aws_iam_role_policy" "shared" {
  name   = "workload"
  role   = aws_iam_role.shared.id
  policy = data.aws_iam_policy_document.shared.json
}
