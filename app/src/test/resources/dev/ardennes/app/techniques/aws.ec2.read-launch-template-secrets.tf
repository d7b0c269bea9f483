# gains: controls(ci)

resource "aws_iam_user" "attacker" {
  name = "attacker"
}

resource "aws_iam_user_policy" "attacker" {
  user = aws_iam_user.attacker.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "ec2:DescribeLaunchTemplateVersions", Resource = "*" }, # silent: "ec2:DescribeLaunchTemplateVersions" => "sts:GetCallerIdentity"
    ]
  })
}

resource "aws_iam_user" "ci" {
  name = "ci"
}

resource "aws_iam_access_key" "ci" {
  user = aws_iam_user.ci.name
}

resource "aws_launch_template" "web" {
  name = "web"
  image_id = "ami-0abcdef1234567890"
  user_data = base64encode("export SECRET=${aws_iam_access_key.ci.secret}") # silent: ${aws_iam_access_key.ci.secret} => none
}
