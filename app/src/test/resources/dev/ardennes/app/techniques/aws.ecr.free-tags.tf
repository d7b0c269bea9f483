# gains: takes_off(shop, fixed tags)

resource "aws_iam_user" "attacker" {
  name = "attacker"
}

resource "aws_iam_user_policy" "attacker" {
  user = aws_iam_user.attacker.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "ecr:PutImageTagMutability", Resource = aws_ecr_repository.shop.arn }, # silent: "ecr:PutImageTagMutability" => "sts:GetCallerIdentity" ;; aws_ecr_repository.shop.arn => "arn:aws:s3:::none"
    ]
  })
}

resource "aws_ecr_repository" "shop" {
  name                 = "shop"
  image_tag_mutability = "IMMUTABLE" # silent: -
}
