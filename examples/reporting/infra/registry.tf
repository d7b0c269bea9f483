resource "aws_ecr_repository" "service" {
  for_each = toset([
    "admin-tools",
    "billing-worker",
    "gateway-web",
    "ledger",
    "notifications",
    "reporting-api",
  ])

  name                 = "${var.name}/${each.key}"
  image_tag_mutability = "IMMUTABLE"

  image_scanning_configuration {
    scan_on_push = true
  }
}
