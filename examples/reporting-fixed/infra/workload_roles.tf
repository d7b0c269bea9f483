# Roles of pods. The cluster's webhook mounts a token into each pod whose service account names a role.

locals {
  issuer = replace(aws_eks_cluster.main.identity[0].oidc[0].issuer, "https://", "")

  # Service accounts with a role of their own.
  workloads = {
    admin-tools   = "system:serviceaccount:ops:admin-tools"
    ledger        = "system:serviceaccount:ledger:ledger"
    notifications = "system:serviceaccount:notifications:notifications"
    reporting-api = "system:serviceaccount:reporting:reporting-api"
  }
}

data "aws_iam_policy_document" "workload_trust" {
  for_each = local.workloads

  statement {
    sid     = "ServiceAccount"
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
      test     = "StringEquals"
      variable = "${local.issuer}:sub"
      values   = [each.value]
    }
  }
}

resource "aws_iam_role" "workload" {
  for_each = local.workloads

  name               = "${var.name}-${each.key}"
  assume_role_policy = data.aws_iam_policy_document.workload_trust[each.key].json
}
