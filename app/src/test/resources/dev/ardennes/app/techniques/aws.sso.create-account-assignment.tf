# gains: controls(AWSReservedSSO_admins)

resource "aws_iam_user" "attacker" {
  name = "attacker"
}

resource "aws_iam_user_policy" "attacker" {
  user = aws_iam_user.attacker.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sso:CreateAccountAssignment", Resource = "*" }, # silent: "sso:CreateAccountAssignment" => "sts:GetCallerIdentity" ;; "*" => "arn:aws:s3:::none"
    ]
  })
}

provider "aws" {
  region = "eu-west-1"
  allowed_account_ids = ["111122223333"]
}

resource "aws_ssoadmin_permission_set" "admins" {
  name = "admins"
  instance_arn = "arn:aws:sso:::instance/ssoins-1"
}

resource "aws_identitystore_user" "ann" {
  identity_store_id = "d-1"
  user_name = "ann"
}

resource "aws_ssoadmin_account_assignment" "ann" {
  instance_arn = "arn:aws:sso:::instance/ssoins-1"
  permission_set_arn = aws_ssoadmin_permission_set.admins.arn # silent: aws_ssoadmin_permission_set.admins.arn => "arn:aws:sso:::permissionSet/ssoins-1/ps-2"
  principal_id = aws_identitystore_user.ann.user_id
  principal_type = "USER"
  target_id = "444455556666"
  target_type = "AWS_ACCOUNT"
}
