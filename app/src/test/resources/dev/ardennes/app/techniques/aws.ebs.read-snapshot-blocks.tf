# gains: reads(nightly)

resource "aws_iam_user" "attacker" {
  name = "attacker"
}

resource "aws_iam_user_policy" "attacker" {
  user = aws_iam_user.attacker.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "ebs:GetSnapshotBlock", Resource = aws_ebs_snapshot.disk.arn }, # silent: "ebs:GetSnapshotBlock" => "sts:GetCallerIdentity" ;; aws_ebs_snapshot.disk.arn => aws_ebs_snapshot.empty.arn
      { Effect = "Allow", Action = "ebs:ListSnapshotBlocks", Resource = aws_ebs_snapshot.disk.arn }, # silent: "ebs:ListSnapshotBlocks" => "sts:GetCallerIdentity" ;; aws_ebs_snapshot.disk.arn => aws_ebs_snapshot.empty.arn
    ]
  })
}

resource "aws_ebs_volume" "disk" {
  availability_zone = "eu-west-1a"
  size = 8
}

resource "aws_ebs_snapshot" "disk" {
  volume_id = aws_ebs_volume.disk.id
  tags = { Name = "nightly" }
}

resource "aws_ebs_volume" "empty" {
  availability_zone = "eu-west-1a"
  size = 1
}

resource "aws_ebs_snapshot" "empty" {
  volume_id = aws_ebs_volume.empty.id
}
