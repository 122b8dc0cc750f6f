variable "project" {
  type        = string
  description = "Project id."
}

variable "archives" {
  type        = string
  description = "Folder that `make build` wrote."
  default     = "../../../../build/functions"
}

variable "database" {
  type        = string
  description = "Database that the functions use; another one for as long as a restored one stands in (docs/deploy.md)."
  default     = "(default)"
}

variable "origins" {
  type        = list(string)
  description = "Web origins that may call the API."
  default     = []
}

variable "mails" {
  type        = list(string)
  description = "Addresses that alerts are sent to."

  validation {
    condition     = length(var.mails) > 0
    error_message = "Alerts of production reach somebody."
  }
}

variable "vertex" {
  type        = bool
  description = "Ask Gemini through Vertex AI; false takes an API key from Secret Manager."
  default     = true
}

variable "billing" {
  type        = object({ account = string, currency = string, units = number })
  description = "Billing account and what a month may cost; null for no budget."
  default     = null
}

variable "domains" {
  type        = list(string)
  description = "Domains of the API."

  validation {
    condition     = length(var.domains) > 0
    error_message = "Production has a domain: without one there is no certificate, and tokens would travel in the clear."
  }
}

variable "kms_keys" {
  type        = object({ data = optional(string), receipts = optional(string) })
  description = "Keys of your own for the database (in europe) and for receipts (in europe-west1); null for Google's."
  default     = {}
}
