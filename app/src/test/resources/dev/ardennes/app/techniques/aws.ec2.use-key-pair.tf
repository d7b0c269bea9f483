# gains: has_login(box)
# entry: deployer

resource "aws_key_pair" "deployer" {
  key_name   = "deployer"
  public_key = "ssh-ed25519 AAAA"
}

resource "aws_key_pair" "old" {
  key_name   = "old"
  public_key = "ssh-ed25519 BBBB"
}

resource "aws_instance" "box" {
  ami           = "ami-0abcdef1234567890"
  instance_type = "t3.micro"
  key_name      = aws_key_pair.deployer.key_name # silent: - ;; deployer => old
  tags          = { Name = "box" }
}
