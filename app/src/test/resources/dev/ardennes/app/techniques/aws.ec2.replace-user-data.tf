# gains: runs_code_on(proxy)

resource "aws_iam_user" "attacker" {
  name = "attacker"
}

resource "aws_iam_user_policy" "attacker" {
  user = aws_iam_user.attacker.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "ec2:ModifyInstanceAttribute", Resource = aws_instance.proxy.arn }, # silent: "ec2:ModifyInstanceAttribute" => "sts:GetCallerIdentity" ;; aws_instance.proxy.arn => aws_instance.bastion.arn
      { Effect = "Allow", Action = "ec2:StopInstances", Resource = aws_instance.proxy.arn }, # silent: "ec2:StopInstances" => "sts:GetCallerIdentity" ;; aws_instance.proxy.arn => aws_instance.bastion.arn
      { Effect = "Allow", Action = "ec2:StartInstances", Resource = aws_instance.proxy.arn }, # silent: "ec2:StartInstances" => "sts:GetCallerIdentity" ;; aws_instance.proxy.arn => aws_instance.bastion.arn
    ]
  })
}

resource "aws_instance" "proxy" {
  ami = "ami-0abcdef1234567890"
  instance_type = "t3.micro"
  tags = { Name = "proxy" }
}

resource "aws_instance" "bastion" {
  ami = "ami-0abcdef1234567890"
  instance_type = "t3.micro"
  tags = { Name = "bastion" }
}
