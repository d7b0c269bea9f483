# gains: controls(admin)

resource "aws_iam_user" "attacker" {
  name = "attacker"
}

resource "aws_iam_user_policy" "attacker" {
  user = aws_iam_user.attacker.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "ec2:CreateLaunchTemplateVersion", Resource = aws_launch_template.web.arn }, # silent: "ec2:CreateLaunchTemplateVersion" => "sts:GetCallerIdentity" ;; aws_launch_template.web.arn => aws_launch_template.batch.arn
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

resource "aws_launch_template" "web" {
  name = "web"
  image_id = "ami-0abcdef1234567890"
}

resource "aws_launch_template" "batch" {
  name = "batch"
  image_id = "ami-0abcdef1234567890"
}

resource "aws_autoscaling_group" "web" {
  name = "web"
  min_size = 1
  max_size = 2
  launch_template {
    id = aws_launch_template.web.id
    version = "$Latest" # silent: $Latest => 3
  }
}
