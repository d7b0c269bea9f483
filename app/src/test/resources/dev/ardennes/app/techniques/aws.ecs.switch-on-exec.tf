# gains: takes_off(shop, no shell in its containers)

resource "aws_iam_user" "attacker" {
  name = "attacker"
}

resource "aws_iam_user_policy" "attacker" {
  user = aws_iam_user.attacker.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "ecs:UpdateService", Resource = "arn:aws:ecs:*:*:service/apps/shop" }, # silent: "ecs:UpdateService" => "sts:GetCallerIdentity" ;; "arn:aws:ecs:*:*:service/apps/shop" => "arn:aws:s3:::none"
    ]
  })
}

resource "aws_ecs_cluster" "apps" {
  name = "apps"
}

resource "aws_ecs_service" "shop" {
  name                   = "shop"
  cluster                = aws_ecs_cluster.apps.id
  enable_execute_command = false # silent: false => true
}
