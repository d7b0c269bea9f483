variable "name" {
  type = string
}

resource "terraform_data" "inner" {
  for_each = { x = 1 }
  input    = "${var.name}-${each.key}"
}

output "name" {
  value = terraform_data.inner["x"].output
}
