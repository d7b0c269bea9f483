# gains: reads(crm)

resource "aws_iam_user" "attacker" {
  name = "attacker"
}

resource "aws_iam_user_policy" "attacker" {
  user = aws_iam_user.attacker.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "rds:ModifyDBInstance", Resource = aws_db_instance.crm.arn }, # silent: "rds:ModifyDBInstance" => "sts:GetCallerIdentity" ;; aws_db_instance.crm.arn => "arn:aws:rds:*:*:db:other"
    ]
  })
}

resource "aws_db_instance" "crm" {
  identifier = "crm"
  engine = "postgres"
}
