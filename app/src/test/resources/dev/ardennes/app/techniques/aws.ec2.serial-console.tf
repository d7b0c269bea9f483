# gains: runs_code_on(host)

resource "aws_iam_user" "attacker" {
  name = "attacker"
}

resource "aws_iam_user_policy" "attacker" {
  user = aws_iam_user.attacker.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "ec2-instance-connect:SendSerialConsoleSSHPublicKey", Resource = aws_instance.host.arn }, # silent: "ec2-instance-connect:SendSerialConsoleSSHPublicKey" => "sts:GetCallerIdentity" ;; aws_instance.host.arn => "arn:aws:s3:::none"
    ]
  })
}

resource "aws_instance" "host" {
  ami = "ami-0abcdef1234567890"
  instance_type = "t3.micro"
  tags = { Name = "host" }
}
