# gains: reads(orders)

resource "aws_iam_user" "attacker" {
  name = "attacker"
}

resource "aws_iam_user_policy" "attacker" {
  user = aws_iam_user.attacker.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "redshift-data:ExecuteStatement", Resource = aws_redshift_cluster.orders.arn }, # silent: "redshift-data:ExecuteStatement" => "sts:GetCallerIdentity" ;; aws_redshift_cluster.orders.arn => "arn:aws:s3:::none"
      { Effect = "Allow", Action = "redshift:GetClusterCredentials", Resource = "arn:aws:redshift:*:*:dbuser:*/*" }, # silent: "redshift:GetClusterCredentials" => "sts:GetCallerIdentity" ;; "arn:aws:redshift:*:*:dbuser:*/*" => "arn:aws:s3:::none"
    ]
  })
}

resource "aws_redshift_cluster" "orders" {
  cluster_identifier = "orders"
  node_type = "ra3.large"
}
