# gains: reads(orders)

resource "aws_iam_user" "attacker" {
  name = "attacker"
}

resource "aws_iam_user_policy" "attacker" {
  user = aws_iam_user.attacker.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "ec2:CreateSnapshot", Resource = [aws_ebs_volume.orders.arn, "arn:aws:ec2:*::snapshot/*"] }, # silent: "ec2:CreateSnapshot" => "sts:GetCallerIdentity" ;; [aws_ebs_volume.orders.arn, "arn:aws:ec2:*::snapshot/*"] => "arn:aws:s3:::none"
      { Effect = "Allow", Action = "ebs:ListSnapshotBlocks", Resource = "arn:aws:ec2:*::snapshot/*" }, # silent: "ebs:ListSnapshotBlocks" => "sts:GetCallerIdentity" ;; "arn:aws:ec2:*::snapshot/*" => "arn:aws:s3:::none"
      { Effect = "Allow", Action = "ebs:GetSnapshotBlock", Resource = "arn:aws:ec2:*::snapshot/*" }, # silent: "ebs:GetSnapshotBlock" => "sts:GetCallerIdentity" ;; "arn:aws:ec2:*::snapshot/*" => "arn:aws:s3:::none"
    ]
  })
}

resource "aws_ebs_volume" "orders" {
  availability_zone = "eu-west-1a"
  size = 10
  tags = { Name = "orders" }
}
