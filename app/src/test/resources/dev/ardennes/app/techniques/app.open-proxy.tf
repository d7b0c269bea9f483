# gains: forges_requests_from(proxy)
# entry: internet

resource "aws_instance" "proxy" {
  ami = "ami-0abcdef1234567890"
  instance_type = "t3.micro"
  tags = { Name = "proxy" }
  associate_public_ip_address = true # silent: true => false
  vpc_security_group_ids = [aws_security_group.web.id] # silent: -
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
