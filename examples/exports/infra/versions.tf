terraform {
  required_version = ">= 1.9"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.0"
    }
  }
}

provider "aws" {
  region              = "eu-central-1"
  allowed_account_ids = ["418273645901"]

  default_tags {
    tags = {
      service = "exports"
      team    = "customer-data"
    }
  }
}
