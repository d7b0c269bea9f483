provider "aws" {
  alias               = "shop"
  region              = "eu-west-1"
  assume_role {
    role_arn = "arn:aws:iam::${aws_organizations_account.shop.id}:role/provision"
  }
}

resource "aws_iam_openid_connect_provider" "github" {
  provider       = aws.shop
  url            = "https://token.actions.githubusercontent.com"
  client_id_list = ["sts.amazonaws.com"]
}

# What any role of the shop may do at most.
resource "aws_iam_policy" "boundary" {
  provider = aws.shop
  name     = "shop-boundary"
  policy   = data.aws_iam_policy_document.boundary.json
}

data "aws_iam_policy_document" "boundary" {
  statement {
    sid       = "TheShop"
    actions   = ["s3:GetObject", "s3:PutObject", "sqs:SendMessage", "sqs:ReceiveMessage", "sqs:DeleteMessage", "secretsmanager:GetSecretValue", "kms:Decrypt", "kms:GenerateDataKey", "lambda:UpdateFunctionCode", "logs:*", "dynamodb:GetItem", "dynamodb:PutItem", "ecr:*"]
    resources = ["*"]
  }
  statement {
    sid       = "NeverIdentities"
    effect    = "Deny"
    actions   = ["iam:*", "organizations:*", "sts:AssumeRole"]
    resources = ["*"]
  }
}

# The pipeline publishes one image from one branch of one repository, and nothing else.
resource "aws_iam_role" "publish" {
  provider             = aws.shop
  name                 = "shop-publish"
  permissions_boundary = aws_iam_policy.boundary.arn
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Federated = aws_iam_openid_connect_provider.github.arn }
      Action    = "sts:AssumeRoleWithWebIdentity"
      Condition = {
        StringEquals = {
          "token.actions.githubusercontent.com:aud" = "sts.amazonaws.com"
          "token.actions.githubusercontent.com:sub" = "repo:example/shop:environment:production"
        }
      }
    }]
  })
}

resource "aws_iam_role_policy" "publish" {
  provider = aws.shop
  name     = "publish"
  role     = aws_iam_role.publish.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Sid = "SignIn", Effect = "Allow", Action = "ecr:GetAuthorizationToken", Resource = "*" },
      { Sid = "ReadImages", Effect = "Allow", Action = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"], Resource = aws_ecr_repository.base.arn },
    ]
  })
}

# People read; they come through the single sign-on with a second factor.
resource "aws_iam_saml_provider" "people" {
  provider               = aws.shop
  name                   = "people"
  saml_metadata_document = "<xml/>"
}

resource "aws_iam_role" "auditor" {
  provider             = aws.shop
  name                 = "shop-auditor"
  permissions_boundary = aws_iam_policy.boundary.arn
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Federated = aws_iam_saml_provider.people.arn }
      Action    = "sts:AssumeRoleWithSAML"
      Condition = { StringEquals = { "SAML:aud" = "https://signin.aws.amazon.com/saml" } }
    }]
  })
}

resource "aws_iam_role_policy" "auditor" {
  provider = aws.shop
  name     = "audit"
  role     = aws_iam_role.auditor.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = ["cloudtrail:LookupEvents", "config:Describe*", "iam:ListRoles"], Resource = "*" }]
  })
}
