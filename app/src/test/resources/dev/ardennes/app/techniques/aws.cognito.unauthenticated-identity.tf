# gains: controls(guest by shop)
# entry: internet

resource "aws_iam_user" "attacker" {
  name = "attacker"
}

resource "aws_iam_role" "guest" {
  name = "guest"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Principal = { Service = "cognito-identity.amazonaws.com" }, Action = "sts:AssumeRole" },
    ]
  })
}

resource "aws_cognito_identity_pool" "shop" {
  identity_pool_name = "shop"
  allow_unauthenticated_identities = true # silent: true => false
}

resource "aws_cognito_identity_pool_roles_attachment" "shop" {
  identity_pool_id = aws_cognito_identity_pool.shop.id
  roles = {
    unauthenticated = aws_iam_role.guest.arn # silent: unauthenticated => authenticated
  }
}
