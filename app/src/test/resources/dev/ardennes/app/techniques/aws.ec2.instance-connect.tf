# gains: runs_code_on(proxy)

resource "aws_iam_user" "attacker" {
  name = "attacker"
}

resource "aws_iam_user_policy" "attacker" {
  user = aws_iam_user.attacker.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "ec2-instance-connect:SendSSHPublicKey", Resource = aws_instance.proxy.arn }, # silent: "ec2-instance-connect:SendSSHPublicKey" => "sts:GetCallerIdentity" ;; aws_instance.proxy.arn => aws_instance.bastion.arn
    ]
  })
}

resource "aws_instance" "proxy" {
  ami = "ami-0abcdef1234567890"
  instance_type = "t3.micro"
  tags = { Name = "proxy" }
  associate_public_ip_address = true # silent: true => false
  vpc_security_group_ids = [aws_security_group.web.id] # silent: -
}

resource "aws_security_group" "web" {
  name = "web"
  ingress {
    from_port = 80
    to_port = 80
    protocol = "tcp"
    cidr_blocks = ["0.0.0.0/0"] # silent: 0.0.0.0/0 => 10.0.0.0/8
  }
}

resource "aws_instance" "bastion" {
  ami = "ami-0abcdef1234567890"
  instance_type = "t3.micro"
  tags = { Name = "bastion" }
}
