# gains: controls(ci)

resource "aws_iam_user" "attacker" {
  name = "attacker"
}

resource "aws_iam_user_policy" "attacker" {
  user = aws_iam_user.attacker.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "elasticbeanstalk:DescribeConfigurationSettings", Resource = aws_elastic_beanstalk_environment.shop.arn }, # silent: "elasticbeanstalk:DescribeConfigurationSettings" => "sts:GetCallerIdentity" ;; aws_elastic_beanstalk_environment.shop.arn => "arn:aws:elasticbeanstalk:*:*:environment/other/other"
    ]
  })
}

resource "aws_iam_user" "ci" {
  name = "ci"
}

resource "aws_iam_access_key" "ci" {
  user = aws_iam_user.ci.name
}

resource "aws_elastic_beanstalk_application" "shop" {
  name = "shop"
}

resource "aws_elastic_beanstalk_environment" "shop" {
  name = "shop"
  application = aws_elastic_beanstalk_application.shop.name
  setting {
    namespace = "aws:elasticbeanstalk:application:environment"
    name = "SECRET"
    value = aws_iam_access_key.ci.secret # silent: aws_iam_access_key.ci.secret => "none"
  }
}
