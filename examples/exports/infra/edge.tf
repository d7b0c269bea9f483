resource "aws_instance" "edge" {
  ami                    = var.edge_image
  instance_type          = "t4g.small"
  subnet_id              = aws_subnet.public.id
  vpc_security_group_ids = [aws_security_group.edge.id]
  iam_instance_profile   = aws_iam_instance_profile.edge.name

  user_data = templatefile("${path.module}/templates/edge.sh.tftpl", {
    server_name   = "logos.${var.name}.example"
    assets_bucket = aws_s3_bucket.assets.bucket
  })

  metadata_options {
    http_endpoint = "enabled"
    http_tokens   = "optional"
  }

  root_block_device {
    encrypted = true
  }

  tags = {
    Name = "${var.name}-edge"
  }
}

resource "aws_iam_role" "edge" {
  name = "${var.name}-edge"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Principal = { Service = "ec2.amazonaws.com" }
        Action    = "sts:AssumeRole"
      }
    ]
  })
}

resource "aws_iam_instance_profile" "edge" {
  name = "${var.name}-edge"
  role = aws_iam_role.edge.name
}

resource "aws_iam_role_policy_attachment" "edge_reads_assets" {
  role       = aws_iam_role.edge.name
  policy_arn = aws_iam_policy.read_assets.arn
}

resource "aws_iam_role_policy_attachment" "edge_writes_logs" {
  role       = aws_iam_role.edge.name
  policy_arn = "arn:aws:iam::aws:policy/CloudWatchAgentServerPolicy"
}
