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
      { Effect = "Allow", Action = "iam:PassRole", Resource = aws_iam_role.pipeline.arn }, # silent: "iam:PassRole" => "sts:GetCallerIdentity" ;; aws_iam_role.pipeline.arn => "arn:aws:iam::*:role/other"
      { Effect = "Allow", Action = "datapipeline:CreatePipeline", Resource = "*" }, # silent: "datapipeline:CreatePipeline" => "sts:GetCallerIdentity"
      { Effect = "Allow", Action = "datapipeline:PutPipelineDefinition", Resource = "arn:aws:datapipeline:*:*:pipeline/*" }, # silent: "datapipeline:PutPipelineDefinition" => "sts:GetCallerIdentity"
      { Effect = "Allow", Action = "datapipeline:ActivatePipeline", Resource = "arn:aws:datapipeline:*:*:pipeline/*" }, # silent: "datapipeline:ActivatePipeline" => "sts:GetCallerIdentity"
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

resource "aws_iam_role" "pipeline" {
  name = "pipeline"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Principal = { Service = "datapipeline.amazonaws.com" }, Action = "sts:AssumeRole" }, # silent: datapipeline.amazonaws.com => events.amazonaws.com
    ]
  })
}

resource "aws_iam_role_policy" "pipeline" {
  role = aws_iam_role.pipeline.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "iam:PassRole", Resource = aws_iam_role.admin.arn }, # silent: "iam:PassRole" => "sts:GetCallerIdentity" ;; aws_iam_role.admin.arn => "arn:aws:iam::*:role/other"
    ]
  })
}
