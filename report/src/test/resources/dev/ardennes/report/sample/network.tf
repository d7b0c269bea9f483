# The proxy that partners use to fetch their files.
resource "aws_security_group" "proxy" {
  name   = "proxy"
  vpc_id = aws_vpc.main.id

  ingress {
    description = "partners"
    from_port   = 80
    to_port     = 80
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_instance" "proxy" {
  ami                         = var.proxy_image
  instance_type               = "t3.small"
  associate_public_ip_address = true
  iam_instance_profile        = aws_iam_instance_profile.proxy.name
  vpc_security_group_ids      = [aws_security_group.proxy.id]
  user_data                   = file("${path.module}/proxy.sh") # nginx: proxy_pass http://$arg_host

  metadata_options {
    http_tokens = "optional"
  }
}
