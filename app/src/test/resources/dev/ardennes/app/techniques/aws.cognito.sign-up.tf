# gains: controls(customer)
# entry: internet

resource "aws_iam_user" "attacker" {
  name = "attacker"
}

resource "aws_iam_role" "customer" {
  name = "customer"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Principal = { Service = "cognito-identity.amazonaws.com" }, Action = "sts:AssumeRole" },
    ]
  })
}

resource "aws_cognito_user_pool" "customers" {
  name = "customers"
  admin_create_user_config {
    allow_admin_create_user_only = false # silent: false => true
  }
}

resource "aws_cognito_user_pool_client" "web" {
  name = "web"
  user_pool_id = aws_cognito_user_pool.customers.id
}

resource "aws_cognito_identity_pool" "shop" {
  identity_pool_name = "shop"
  cognito_identity_providers {
    client_id = aws_cognito_user_pool_client.web.id # silent: aws_cognito_user_pool_client.web.id => "1234"
  }
}

resource "aws_cognito_identity_pool_roles_attachment" "shop" {
  identity_pool_id = aws_cognito_identity_pool.shop.id
  roles = {
    authenticated = aws_iam_role.customer.arn
  }
}
