resource "aws_ecr_repository" "functions" {
  name                 = "${var.name}/functions"
  image_tag_mutability = "IMMUTABLE"
}

resource "aws_iam_role" "thumbnails" {
  name = "${var.name}-thumbnails"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Principal = { Service = "lambda.amazonaws.com" }
        Action    = "sts:AssumeRole"
      }
    ]
  })
}

resource "aws_iam_role_policy_attachment" "thumbnails_read_assets" {
  role       = aws_iam_role.thumbnails.name
  policy_arn = aws_iam_policy.read_assets.arn
}

resource "aws_iam_role_policy" "thumbnails" {
  name = "write-thumbnails"
  role = aws_iam_role.thumbnails.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "WriteThumbnails"
        Effect   = "Allow"
        Action   = "s3:PutObject"
        Resource = "${aws_s3_bucket.assets.arn}/thumbnails/*"
      }
    ]
  })
}

resource "aws_lambda_function" "thumbnails" {
  function_name = "${var.name}-thumbnails"
  role          = aws_iam_role.thumbnails.arn
  package_type  = "Image"
  image_uri     = "${aws_ecr_repository.functions.repository_url}:thumbnails"
}
