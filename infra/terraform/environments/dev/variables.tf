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
  default     = []
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
  description = "Domains of the API; none serves plain HTTP on the bare address, for trying it out with made-up people."
  default     = []
}
