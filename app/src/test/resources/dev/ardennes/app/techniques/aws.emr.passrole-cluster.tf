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
      { Effect = "Allow", Action = "iam:PassRole", Resource = aws_iam_role.service.arn }, # silent: "iam:PassRole" => "sts:GetCallerIdentity" ;; aws_iam_role.service.arn => "arn:aws:iam::*:role/other"
      { Effect = "Allow", Action = "elasticmapreduce:RunJobFlow", Resource = "*" }, # silent: "elasticmapreduce:RunJobFlow" => "sts:GetCallerIdentity" ;; "*" => "arn:aws:s3:::none"
    ]
  })
}

resource "aws_iam_role" "admin" {
  name = "admin"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Principal = { Service = "ec2.amazonaws.com" }, Action = "sts:AssumeRole" }, # silent: ec2.amazonaws.com => config.amazonaws.com
    ]
  })
}

resource "aws_iam_instance_profile" "admin" {
  name = "admin"
  role = aws_iam_role.admin.name # silent: -
}

resource "aws_iam_role" "service" {
  name = "service"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Principal = { Service = "elasticmapreduce.amazonaws.com" }, Action = "sts:AssumeRole" }, # silent: elasticmapreduce.amazonaws.com => config.amazonaws.com
    ]
  })
}
