# gains: reaches(proxy)
# entry: internet

resource "aws_instance" "proxy" {
  ami = "ami-0abcdef1234567890"
  instance_type = "t3.micro"
  tags = { Name = "proxy" }
  associate_public_ip_address = true # silent: true => false
  vpc_security_group_ids = [aws_security_group.web.id] # silent: -
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
