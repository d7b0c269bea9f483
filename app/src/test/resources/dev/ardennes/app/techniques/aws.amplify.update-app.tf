# gains: runs_code_on(shop)

resource "aws_iam_user" "attacker" {
  name = "attacker"
}

resource "aws_iam_user_policy" "attacker" {
  user = aws_iam_user.attacker.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "amplify:UpdateApp", Resource = aws_amplify_app.shop.arn }, # silent: "amplify:UpdateApp" => "sts:GetCallerIdentity" ;; aws_amplify_app.shop.arn => "arn:aws:s3:::none"
      { Effect = "Allow", Action = "amplify:StartJob", Resource = "*" }, # silent: "amplify:StartJob" => "sts:GetCallerIdentity" ;; "*" => "arn:aws:s3:::none"
    ]
  })
}

resource "aws_amplify_app" "shop" {
  name = "shop"
}
