# gains: blinds(audit)

resource "aws_iam_user" "attacker" {
  name = "attacker"
}

resource "aws_iam_user_policy" "attacker" {
  user = aws_iam_user.attacker.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "cloudtrail:StopLogging", Resource = aws_cloudtrail.audit.arn }, # silent: "cloudtrail:StopLogging" => "sts:GetCallerIdentity" ;; aws_cloudtrail.audit.arn => "arn:aws:s3:::none"
    ]
  })
}

resource "aws_cloudtrail" "audit" {
  name = "audit"
  s3_bucket_name = "audit-logs"
}
