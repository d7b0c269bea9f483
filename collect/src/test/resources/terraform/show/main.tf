variable "env" {
  default = "prod"
}

resource "terraform_data" "one" {
  input = { name = "one-${var.env}", list = [1, 2] }
}

resource "terraform_data" "many" {
  count = 2
  input = "many-${count.index}-${terraform_data.one.id}"
}

module "m" {
  source   = "./modules/m"
  for_each = toset(["a", "b c"])
  name     = "${each.key}-${var.env}"
}

output "names" {
  value = [for m in module.m : m.name]
}
