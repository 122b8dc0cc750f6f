variable "project" {
  type        = string
  description = "Project id."
}

variable "region" {
  type        = string
  description = "Location of the state bucket."
  default     = "europe-west1"
}

variable "repository" {
  type        = string
  description = "owner/name of the repository whose main branch may deploy."

  validation {
    condition     = can(regex("^[\\w.-]+/[\\w.-]+$", var.repository))
    error_message = "A repository is written owner/name."
  }
}

variable "issuer" {
  type        = string
  description = "Who signs the pipeline's tokens."
  default     = "https://token.actions.githubusercontent.com"
}
