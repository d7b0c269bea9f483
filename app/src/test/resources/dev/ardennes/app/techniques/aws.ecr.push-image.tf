# gains: controls(shop)

resource "aws_iam_user" "attacker" {
  name = "attacker"
}

resource "aws_iam_user_policy" "attacker" {
  user = aws_iam_user.attacker.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = ["ecr:InitiateLayerUpload", "ecr:UploadLayerPart", "ecr:CompleteLayerUpload", "ecr:PutImage"], Resource = aws_ecr_repository.shop.arn }, # silent: "ecr:InitiateLayerUpload" => "sts:GetCallerIdentity" ;; "ecr:UploadLayerPart" => "sts:GetCallerIdentity" ;; "ecr:CompleteLayerUpload" => "sts:GetCallerIdentity" ;; "ecr:PutImage" => "sts:GetCallerIdentity" ;; aws_ecr_repository.shop.arn => "arn:aws:ecr:*:*:repository/other"
    ]
  })
}

resource "aws_ecr_repository" "shop" {
  name = "shop"
  image_tag_mutability = "MUTABLE" # silent: "MUTABLE" => "IMMUTABLE"
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

resource "aws_ecs_task_definition" "shop" {
  family = "shop"
  task_role_arn = aws_iam_role.shop.arn # silent: -
  container_definitions = jsonencode([
    {
      name = "shop"
      image = "${aws_ecr_repository.shop.repository_url}:latest" # silent: ${aws_ecr_repository.shop.repository_url}:latest => nginx
    }
  ])
}
