# gains: destroys(orders)

resource "aws_iam_user" "attacker" {
  name = "attacker"
}

resource "aws_iam_user_policy" "attacker" {
  user = aws_iam_user.attacker.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "ec2:DeleteVolume", Resource = aws_ebs_volume.orders.arn }, # silent: "ec2:DeleteVolume" => "sts:GetCallerIdentity" ;; aws_ebs_volume.orders.arn => "arn:aws:s3:::none"
      { Effect = "Allow", Action = "ec2:DetachVolume", Resource = [aws_ebs_volume.orders.arn, "arn:aws:ec2:*:*:instance/*"] }, # silent: "ec2:DetachVolume" => "sts:GetCallerIdentity" ;; [aws_ebs_volume.orders.arn, "arn:aws:ec2:*:*:instance/*"] => "arn:aws:s3:::none"
    ]
  })
}

resource "aws_ebs_volume" "orders" {
  availability_zone = "eu-west-1a"
  size = 10
  tags = { Name = "orders" }
}
