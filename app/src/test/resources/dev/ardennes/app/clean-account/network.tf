resource "aws_vpc" "shop" {
  provider   = aws.shop
  cidr_block = "10.20.0.0/16"
}

resource "aws_subnet" "private" {
  provider   = aws.shop
  vpc_id     = aws_vpc.shop.id
  cidr_block = "10.20.1.0/24"
}

resource "aws_security_group" "worker" {
  provider = aws.shop
  name     = "worker"
  vpc_id   = aws_vpc.shop.id
  egress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["10.20.0.0/16"]
  }
}

resource "aws_vpc_endpoint" "storage" {
  provider     = aws.shop
  vpc_id       = aws_vpc.shop.id
  service_name = "com.amazonaws.eu-west-1.s3"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = "*", Action = "s3:*", Resource = ["${aws_s3_bucket.orders.arn}", "${aws_s3_bucket.orders.arn}/*"] }]
  })
}

resource "aws_iam_role" "worker" {
  provider             = aws.shop
  name                 = "shop-worker"
  permissions_boundary = aws_iam_policy.boundary.arn
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "ec2.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })
}

resource "aws_iam_role_policy" "worker" {
  provider = aws.shop
  name     = "worker"
  role     = aws_iam_role.worker.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sqs:SendMessage", Resource = aws_sqs_queue.orders.arn }]
  })
}

resource "aws_iam_instance_profile" "worker" {
  provider = aws.shop
  name     = "worker"
  role     = aws_iam_role.worker.name
}

resource "aws_instance" "worker" {
  provider               = aws.shop
  ami                    = "ami-0123456789abcdef0"
  instance_type          = "t4g.small"
  subnet_id              = aws_subnet.private.id
  vpc_security_group_ids = [aws_security_group.worker.id]
  iam_instance_profile   = aws_iam_instance_profile.worker.name
  metadata_options {
    http_tokens                 = "required"
    http_put_response_hop_limit = 1
  }
}

resource "aws_cloudtrail" "all" {
  provider                   = aws.shop
  name                       = "all"
  s3_bucket_name             = aws_s3_bucket.trail.id
  is_multi_region_trail      = true
  enable_log_file_validation = true
}

resource "aws_s3_bucket" "trail" {
  provider = aws.shop
  bucket   = "example-shop-trail"
}

resource "aws_s3_bucket_policy" "trail" {
  provider = aws.shop
  bucket   = aws_s3_bucket.trail.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Sid = "Write", Effect = "Allow", Principal = { Service = "cloudtrail.amazonaws.com" }, Action = "s3:PutObject", Resource = "${aws_s3_bucket.trail.arn}/AWSLogs/*", Condition = { StringEquals = { "aws:SourceAccount" = aws_organizations_account.shop.id } } },
    ]
  })
}
