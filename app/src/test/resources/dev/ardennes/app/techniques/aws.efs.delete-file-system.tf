# gains: destroys(orders)

resource "aws_iam_user" "attacker" {
  name = "attacker"
}

resource "aws_iam_user_policy" "attacker" {
  user = aws_iam_user.attacker.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "elasticfilesystem:DeleteFileSystem", Resource = aws_efs_file_system.orders.arn }, # silent: "elasticfilesystem:DeleteFileSystem" => "sts:GetCallerIdentity" ;; aws_efs_file_system.orders.arn => "arn:aws:s3:::none"
      { Effect = "Allow", Action = "elasticfilesystem:DeleteMountTarget", Resource = aws_efs_file_system.orders.arn }, # silent: "elasticfilesystem:DeleteMountTarget" => "sts:GetCallerIdentity" ;; aws_efs_file_system.orders.arn => "arn:aws:s3:::none"
      { Effect = "Allow", Action = "ec2:DeleteNetworkInterface", Resource = "*" }, # silent: "ec2:DeleteNetworkInterface" => "sts:GetCallerIdentity" ;; "*" => "arn:aws:s3:::none"
    ]
  })
}

resource "aws_efs_file_system" "orders" {
  creation_token = "orders"
}
