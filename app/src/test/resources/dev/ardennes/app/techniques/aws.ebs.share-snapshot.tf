# gains: reads(orders)

resource "aws_iam_user" "attacker" {
  name = "attacker"
}

resource "aws_iam_user_policy" "attacker" {
  user = aws_iam_user.attacker.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "ec2:ModifySnapshotAttribute", Resource = aws_ebs_snapshot.orders.arn }, # silent: "ec2:ModifySnapshotAttribute" => "sts:GetCallerIdentity" ;; aws_ebs_snapshot.orders.arn => "arn:aws:s3:::none"
    ]
  })
}

resource "aws_ebs_snapshot" "orders" {
  volume_id = "vol-0abc"
  tags = { Name = "orders" }
}
