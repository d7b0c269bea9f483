# gains: controls(ci)

resource "aws_iam_user" "attacker" {
  name = "attacker"
}

resource "aws_iam_user_policy" "attacker" {
  user = aws_iam_user.attacker.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "ec2:DescribeInstanceAttribute", Resource = aws_instance.proxy.arn }, # silent: "ec2:DescribeInstanceAttribute" => "sts:GetCallerIdentity" ;; aws_instance.proxy.arn => aws_instance.bastion.arn
    ]
  })
}

resource "aws_iam_user" "ci" {
  name = "ci"
}

resource "aws_iam_access_key" "ci" {
  user = aws_iam_user.ci.name
}

resource "aws_instance" "bastion" {
  ami = "ami-0abcdef1234567890"
  instance_type = "t3.micro"
  tags = { Name = "bastion" }
}

resource "aws_instance" "proxy" {
  ami = "ami-0abcdef1234567890"
  instance_type = "t3.micro"
  tags = { Name = "proxy" }
  user_data = "export SECRET=${aws_iam_access_key.ci.secret}" # silent: ${aws_iam_access_key.ci.secret} => none
}
