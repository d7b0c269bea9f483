locals {
  tags = {
    environment = var.environment
    service     = "reporting"
    team        = "payments"
  }

  zones = {
    a = { public = "10.40.0.0/20", private = "10.40.64.0/18" }
    b = { public = "10.40.16.0/20", private = "10.40.128.0/18" }
  }

  parameters = "arn:aws:ssm:${var.region}:${var.account_id}:parameter"
}
