# gains: destroys(orders)

resource "aws_iam_user" "attacker" {
  name = "attacker"
}

resource "aws_iam_user_policy" "attacker" {
  user = aws_iam_user.attacker.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "es:DeleteDomain", Resource = aws_opensearch_domain.orders.arn }, # silent: "es:DeleteDomain" => "sts:GetCallerIdentity" ;; aws_opensearch_domain.orders.arn => "arn:aws:s3:::none"
    ]
  })
}

resource "aws_opensearch_domain" "orders" {
  domain_name = "orders"
}
