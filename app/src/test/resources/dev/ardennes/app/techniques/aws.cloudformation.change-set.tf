# gains: acts_through(deploy)

resource "aws_iam_user" "attacker" {
  name = "attacker"
}

resource "aws_iam_user_policy" "attacker" {
  user = aws_iam_user.attacker.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "cloudformation:CreateChangeSet", Resource = aws_cloudformation_stack.net.id }, # silent: "cloudformation:CreateChangeSet" => "sts:GetCallerIdentity" ;; aws_cloudformation_stack.net.id => "arn:aws:cloudformation:*:*:stack/other/*"
      { Effect = "Allow", Action = "cloudformation:ExecuteChangeSet", Resource = aws_cloudformation_stack.net.id }, # silent: "cloudformation:ExecuteChangeSet" => "sts:GetCallerIdentity" ;; aws_cloudformation_stack.net.id => "arn:aws:cloudformation:*:*:stack/other/*"
    ]
  })
}

resource "aws_iam_role" "deploy" {
  name = "deploy"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Principal = { Service = "cloudformation.amazonaws.com" }, Action = "sts:AssumeRole" },
    ]
  })
}

resource "aws_cloudformation_stack" "net" {
  name = "net"
  template_body = "{}"
  iam_role_arn = aws_iam_role.deploy.arn # silent: -
}
