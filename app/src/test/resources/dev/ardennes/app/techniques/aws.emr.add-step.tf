# gains: runs_code_on(reports)

resource "aws_iam_user" "attacker" {
  name = "attacker"
}

resource "aws_iam_user_policy" "attacker" {
  user = aws_iam_user.attacker.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "elasticmapreduce:AddJobFlowSteps", Resource = aws_emr_cluster.reports.arn }, # silent: "elasticmapreduce:AddJobFlowSteps" => "sts:GetCallerIdentity" ;; aws_emr_cluster.reports.arn => "arn:aws:s3:::none"
    ]
  })
}

resource "aws_emr_cluster" "reports" {
  name = "reports"
  release_label = "emr-7.0.0"
  service_role = "EMR_DefaultRole"
}
