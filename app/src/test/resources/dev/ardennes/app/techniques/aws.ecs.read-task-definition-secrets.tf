# gains: controls(ci)

resource "aws_iam_user" "attacker" {
  name = "attacker"
}

resource "aws_iam_user_policy" "attacker" {
  user = aws_iam_user.attacker.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "ecs:DescribeTaskDefinition", Resource = "*" }, # silent: "ecs:DescribeTaskDefinition" => "sts:GetCallerIdentity"
    ]
  })
}

resource "aws_iam_user" "ci" {
  name = "ci"
}

resource "aws_iam_access_key" "ci" {
  user = aws_iam_user.ci.name
}

resource "aws_ecs_task_definition" "shop" {
  family = "shop"
  container_definitions = jsonencode([
    {
      name = "shop"
      image = "nginx"
      environment = [{ name = "SECRET", value = aws_iam_access_key.ci.secret }] # silent: aws_iam_access_key.ci.secret => "none"
    }
  ])
}
