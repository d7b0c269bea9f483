# gains: runs_code_on(shop)

resource "aws_iam_user" "attacker" {
  name = "attacker"
}

resource "aws_iam_user_policy" "attacker" {
  user = aws_iam_user.attacker.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "ecs:ExecuteCommand", Resource = [aws_ecs_cluster.apps.arn, "arn:aws:ecs:*:*:task/*"] }, # silent: "ecs:ExecuteCommand" => "sts:GetCallerIdentity" ;; aws_ecs_cluster.apps.arn => "arn:aws:ecs:*:*:cluster/other"
    ]
  })
}

resource "aws_ecs_cluster" "apps" {
  name = "apps"
}

resource "aws_iam_role" "shop" {
  name = "shop"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Principal = { Service = "ecs-tasks.amazonaws.com" }, Action = "sts:AssumeRole" },
    ]
  })
}

resource "aws_iam_role_policy" "shop" {
  role = aws_iam_role.shop.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = ["ssmmessages:CreateControlChannel", "ssmmessages:CreateDataChannel", "ssmmessages:OpenControlChannel", "ssmmessages:OpenDataChannel"], Resource = "*" }, # silent: "ssmmessages:CreateControlChannel" => "sts:GetCallerIdentity" ;; "ssmmessages:CreateDataChannel" => "sts:GetCallerIdentity" ;; "ssmmessages:OpenControlChannel" => "sts:GetCallerIdentity" ;; "ssmmessages:OpenDataChannel" => "sts:GetCallerIdentity"
    ]
  })
}

resource "aws_ecs_task_definition" "shop" {
  family = "shop"
  task_role_arn = aws_iam_role.shop.arn
  container_definitions = jsonencode([{ name = "shop", image = "nginx" }])
}

resource "aws_ecs_service" "shop" {
  name = "shop"
  cluster = aws_ecs_cluster.apps.id
  task_definition = aws_ecs_task_definition.shop.arn
  desired_count = 1
  enable_execute_command = true # silent: true => false
}
