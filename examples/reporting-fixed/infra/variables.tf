variable "name" {
  description = "Prefix of all names."
  type        = string
  default     = "northwind"
}

variable "environment" {
  description = "Which environment this is; there is one so far."
  type        = string
  default     = "production"
}

variable "account_id" {
  description = "The account of this environment."
  type        = string
  default     = "529184730266"
}

variable "region" {
  description = "Where everything runs."
  type        = string
  default     = "eu-central-1"
}

variable "office_networks" {
  description = "From where engineers reach the cluster's API."
  type        = list(string)
  default     = ["198.51.100.0/26"]
}

variable "export_key_generation" {
  description = "Last part of the name of the signing key's parameter; a new one each time the key is rotated."
  type        = string
  default     = "9f27c4d1"
}
