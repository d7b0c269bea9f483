# gains: reads(acme-inbox)

resource "aws_iam_user" "attacker" {
  name = "attacker"
}

resource "aws_iam_user_policy" "attacker" {
  user = aws_iam_user.attacker.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "transfer:ImportSshPublicKey", Resource = aws_transfer_user.partner.arn }, # silent: "transfer:ImportSshPublicKey" => "transfer:DescribeUser" ;; aws_transfer_user.partner.arn => "arn:aws:transfer:eu-west-1:111122223333:user/s-0123456789abcdef0/other"
    ]
  })
}

resource "aws_s3_bucket" "inbox" {
  bucket = "acme-inbox"
}

resource "aws_transfer_server" "sftp" {}

resource "aws_transfer_user" "partner" {
  server_id      = aws_transfer_server.sftp.id
  user_name      = "partner"
  role           = aws_iam_role.files.arn # silent: -
  home_directory = "/acme-inbox/partner"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "s3:GetObject", Resource = "arn:aws:s3:::$${transfer:HomeBucket}/*" }, # silent: "s3:GetObject" => "s3:PutObject" ;; $${transfer:HomeBucket} => acme-other
    ]
  })
}

resource "aws_iam_role" "files" {
  name = "files"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Principal = { Service = "transfer.amazonaws.com" }, Action = "sts:AssumeRole" },
    ]
  })
}

resource "aws_iam_role_policy" "files" {
  role = aws_iam_role.files.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "s3:*", Resource = "*" }, # silent: "s3:*" => "sns:*"
    ]
  })
}
