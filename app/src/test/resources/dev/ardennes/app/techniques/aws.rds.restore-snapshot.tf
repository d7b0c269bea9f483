# gains: reads(crm-nightly)

resource "aws_iam_user" "attacker" {
  name = "attacker"
}

resource "aws_iam_user_policy" "attacker" {
  user = aws_iam_user.attacker.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "rds:RestoreDBInstanceFromDBSnapshot", Resource = ["arn:aws:rds:*:*:snapshot:crm-nightly", "arn:aws:rds:*:*:db:*", "arn:aws:rds:*:*:subgrp:*", "arn:aws:rds:*:*:og:*", "arn:aws:rds:*:*:pg:*"] }, # silent: "rds:RestoreDBInstanceFromDBSnapshot" => "sts:GetCallerIdentity" ;; snapshot:crm-nightly => snapshot:other
      { Effect = "Allow", Action = "rds:ModifyDBInstance", Resource = "arn:aws:rds:*:*:db:*" }, # silent: "rds:ModifyDBInstance" => "sts:GetCallerIdentity" ;; "arn:aws:rds:*:*:db:*" => "arn:aws:rds:*:*:cluster:other"
    ]
  })
}

resource "aws_db_instance" "crm" {
  identifier = "crm"
  engine = "postgres"
}

resource "aws_db_snapshot" "crm" {
  db_snapshot_identifier = "crm-nightly"
  db_instance_identifier = aws_db_instance.crm.identifier
}
