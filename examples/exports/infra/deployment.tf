# The pipeline still uses an access key; see the ticket about moving it to OIDC.
resource "aws_iam_user" "deployment" {
  name = "${var.name}-deployment"
}

resource "aws_iam_access_key" "deployment" {
  user = aws_iam_user.deployment.name
}

data "aws_iam_policy_document" "deployment" {
  statement {
    sid = "DeployFunctions"
    actions = [
      "lambda:CreateFunction",
      "lambda:DeleteFunction",
      "lambda:GetFunction",
      "lambda:InvokeFunction",
    ]
    resources = ["arn:aws:lambda:eu-central-1:${data.aws_caller_identity.current.account_id}:function:${var.name}-*"]
  }

  statement {
    sid       = "PassFunctionRoles"
    actions   = ["iam:PassRole"]
    resources = [aws_iam_role.thumbnails.arn]

    condition {
      test     = "StringEquals"
      variable = "iam:PassedToService"
      values   = ["lambda.amazonaws.com"]
    }
  }

  statement {
    sid       = "PushImages"
    actions   = ["ecr:BatchCheckLayerAvailability", "ecr:CompleteLayerUpload", "ecr:InitiateLayerUpload", "ecr:PutImage", "ecr:UploadLayerPart"]
    resources = [aws_ecr_repository.functions.arn]
  }

  statement {
    sid       = "LogIntoRegistry"
    actions   = ["ecr:GetAuthorizationToken"]
    resources = ["*"]
  }
}

resource "aws_iam_user_policy" "deployment" {
  name   = "deploy"
  user   = aws_iam_user.deployment.name
  policy = data.aws_iam_policy_document.deployment.json
}
