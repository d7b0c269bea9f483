# gains: controls(proxy)
# entry: internet

resource "aws_instance" "proxy" {
  ami = "ami-0abcdef1234567890"
  instance_type = "t3.micro"
  tags = { Name = "proxy" }
  associate_public_ip_address = true # silent: true => false
  vpc_security_group_ids = [aws_security_group.web.id] # silent: -
  metadata_options {
    http_tokens = "optional" # silent: optional => required
  }
  iam_instance_profile = aws_iam_instance_profile.proxy.name # silent: -
  user_data = <<-EOT
    #!/bin/sh
    echo 'server { location / { proxy_pass http://$http_host; } }' > /etc/nginx/conf.d/default.conf # silent: $http_host => backend.internal
  EOT
}

resource "aws_security_group" "web" {
  name = "web"
  ingress {
    from_port = 80
    to_port = 80
    protocol = "tcp"
    cidr_blocks = ["0.0.0.0/0"] # silent: 0.0.0.0/0 => 10.0.0.0/8
  }
}

resource "aws_iam_role" "proxy" {
  name = "proxy"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Principal = { Service = "ec2.amazonaws.com" }, Action = "sts:AssumeRole" },
    ]
  })
}

resource "aws_iam_instance_profile" "proxy" {
  name = "proxy"
  role = aws_iam_role.proxy.name
}
