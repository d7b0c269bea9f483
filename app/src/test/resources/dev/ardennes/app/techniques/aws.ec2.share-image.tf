# gains: reads(golden)

resource "aws_iam_user" "attacker" {
  name = "attacker"
}

resource "aws_iam_user_policy" "attacker" {
  user = aws_iam_user.attacker.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "ec2:ModifyImageAttribute", Resource = aws_ami.golden.arn }, # silent: "ec2:ModifyImageAttribute" => "sts:GetCallerIdentity" ;; aws_ami.golden.arn => "arn:aws:s3:::none"
    ]
  })
}

resource "aws_ami" "golden" {
  name = "golden"
}
