# gains: controls(admin)

resource "aws_iam_user" "attacker" {
  name = "attacker"
}

resource "aws_iam_user_policy" "attacker" {
  user = aws_iam_user.attacker.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "iam:PassRole", Resource = aws_iam_role.admin.arn }, # silent: "iam:PassRole" => "sts:GetCallerIdentity" ;; aws_iam_role.admin.arn => "arn:aws:iam::*:role/other"
      { Effect = "Allow", Action = "ec2:AssociateIamInstanceProfile", Resource = aws_instance.proxy.arn }, # silent: "ec2:AssociateIamInstanceProfile" => "sts:GetCallerIdentity" ;; aws_instance.proxy.arn => aws_instance.bastion.arn
      { Effect = "Allow", Action = "ec2:ModifyInstanceAttribute", Resource = aws_instance.proxy.arn }, # silent: aws_instance.proxy.arn => aws_instance.bastion.arn
      { Effect = "Allow", Action = "ec2:StopInstances", Resource = aws_instance.proxy.arn }, # silent: aws_instance.proxy.arn => aws_instance.bastion.arn
      { Effect = "Allow", Action = "ec2:StartInstances", Resource = aws_instance.proxy.arn }, # silent: aws_instance.proxy.arn => aws_instance.bastion.arn
    ]
  })
}

resource "aws_iam_role" "admin" {
  name = "admin"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Principal = { Service = "ec2.amazonaws.com" }, Action = "sts:AssumeRole" }, # silent: ec2.amazonaws.com => events.amazonaws.com
    ]
  })
}

resource "aws_iam_instance_profile" "admin" {
  name = "admin"
  role = aws_iam_role.admin.name
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
