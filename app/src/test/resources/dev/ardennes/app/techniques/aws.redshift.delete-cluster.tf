# gains: destroys(orders)

resource "aws_iam_user" "attacker" {
  name = "attacker"
}

resource "aws_iam_user_policy" "attacker" {
  user = aws_iam_user.attacker.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "redshift:DeleteCluster", Resource = aws_redshift_cluster.orders.arn }, # silent: "redshift:DeleteCluster" => "sts:GetCallerIdentity" ;; aws_redshift_cluster.orders.arn => "arn:aws:s3:::none"
    ]
  })
}

resource "aws_redshift_cluster" "orders" {
  cluster_identifier = "orders"
  node_type = "ra3.large"
}
