# gains: controls(attacker in shop)

resource "aws_iam_user" "attacker" {
  name = "attacker"
}

resource "aws_iam_user_policy" "attacker" {
  user = aws_iam_user.attacker.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "s3:GetObject", Resource = "*" },
      { Effect = "Allow", Action = "ssm:SendCommand", Resource = "*" }, # silent: "ssm:SendCommand" => "ssm:ListCommands"
    ]
  })
}

resource "aws_s3_bucket" "invoices" {
  bucket = "acme-invoices"
}

resource "aws_s3_bucket_policy" "invoices" {
  bucket = aws_s3_bucket.invoices.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Deny"
        Principal = "*"
        Action    = "s3:GetObject"
        Resource  = "${aws_s3_bucket.invoices.arn}/*"
        Condition = { StringNotEquals = { "aws:SourceVpc" = aws_vpc.shop.id } } # silent: aws_vpc.shop.id => "vpc-0123456789abcdef0"
      },
    ]
  })
}

resource "aws_vpc" "shop" {
  cidr_block = "10.0.0.0/16"
  tags       = { Name = "shop" }
}

resource "aws_vpc" "office" {
  cidr_block = "10.1.0.0/16"
}

resource "aws_subnet" "front" {
  vpc_id     = aws_vpc.shop.id # silent: shop => office
  cidr_block = "10.0.1.0/24"
}

resource "aws_vpc_endpoint" "s3" {
  vpc_id       = aws_vpc.shop.id # silent: shop => office
  service_name = "com.amazonaws.eu-west-1.s3"
  route_table_ids = [aws_route_table.front.id] # silent: front => back
}

resource "aws_route_table" "front" {
  vpc_id = aws_vpc.shop.id
}

resource "aws_route_table" "back" {
  vpc_id = aws_vpc.shop.id
}

resource "aws_route_table_association" "front" {
  subnet_id      = aws_subnet.front.id
  route_table_id = aws_route_table.front.id
}

resource "aws_instance" "web" {
  ami                  = "ami-0123456789abcdef0"
  instance_type        = "t3.micro"
  subnet_id            = aws_subnet.front.id # silent: -
  iam_instance_profile = aws_iam_instance_profile.web.name
}

resource "aws_iam_instance_profile" "web" {
  name = "web"
  role = aws_iam_role.web.name
}

resource "aws_iam_role" "web" {
  name = "web"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Principal = { Service = "ec2.amazonaws.com" }, Action = "sts:AssumeRole" },
    ]
  })
}

resource "aws_iam_role_policy_attachment" "web" {
  role       = aws_iam_role.web.name
  policy_arn = "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"
}
