# gains: runs_code_on(proxy)

resource "aws_iam_user" "attacker" {
  name = "attacker"
}

resource "aws_iam_user_policy" "attacker" {
  user = aws_iam_user.attacker.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "ssm:CreateAssociation", Resource = [aws_instance.proxy.arn, "arn:aws:ssm:*::document/AWS-RunShellScript", "arn:aws:ssm:*:*:association/*"] }, # silent: "ssm:CreateAssociation" => "sts:GetCallerIdentity" ;; [aws_instance.proxy.arn, "arn:aws:ssm:*::document/AWS-RunShellScript", "arn:aws:ssm:*:*:association/*"] => "arn:aws:s3:::none"
    ]
  })
}

resource "aws_iam_role" "host" {
  name = "host"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Principal = { Service = "ec2.amazonaws.com" }, Action = "sts:AssumeRole" },
    ]
  })
}

resource "aws_iam_instance_profile" "host" {
  name = "host"
  role = aws_iam_role.host.name
}

resource "aws_iam_role_policy" "host" {
  role = aws_iam_role.host.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "ssm:UpdateInstanceInformation", Resource = "*" }, # silent: "ssm:UpdateInstanceInformation" => "sts:GetCallerIdentity"
    ]
  })
}

resource "aws_instance" "proxy" {
  ami = "ami-0abcdef1234567890"
  instance_type = "t3.micro"
  tags = { Name = "proxy" }
  iam_instance_profile = aws_iam_instance_profile.host.name # silent: -
}
