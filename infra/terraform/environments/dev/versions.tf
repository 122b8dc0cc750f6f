# The same in every environment (a test compares): Terraform takes the files of one folder alone, and a link between
# folders would not survive a checkout on Windows.
terraform {
  required_version = ">= 1.11"

  # Bucket and prefix: -backend-config of `make plan` (docs/deploy.md).
  backend "gcs" {}

  required_providers {
    google = {
      source  = "hashicorp/google"
      version = "~> 6.50"
    }
    google-beta = {
      source  = "hashicorp/google-beta"
      version = "~> 6.50"
    }
    time = {
      source  = "hashicorp/time"
      version = "~> 0.13"
    }
  }
}

# Requests that name no project of their own (API keys, budgets) count for this one.
provider "google" {
  project               = var.project
  billing_project       = var.project
  user_project_override = true
}

provider "google-beta" {
  project               = var.project
  billing_project       = var.project
  user_project_override = true
}
