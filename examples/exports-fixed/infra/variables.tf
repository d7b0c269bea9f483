variable "name" {
  description = "Prefix of all names."
  type        = string
  default     = "northwind"
}

variable "edge_image" {
  description = "Machine image of the edge proxy, built by the platform team."
  type        = string
}

variable "on_call_account" {
  description = "Account of the single sign-on for engineers on call."
  type        = string
  default     = "730512846219"
}

data "aws_caller_identity" "current" {}
