variable "project" {
  type        = string
  description = "Project id."
}

variable "environment" {
  type        = string
  description = "dev or prod; a label on everything."
}

variable "region" {
  type        = string
  description = "Region of functions, buckets and images."
}

variable "data_location" {
  type        = string
  description = "Location of the database: a region, or nam5 or eur3 for several. It can never be changed."
}

variable "archives" {
  type        = string
  description = "Folder that `make build` wrote."
}

variable "database" {
  type        = string
  description = "Database that the functions use; another one for as long as a restored one stands in (docs/deploy.md)."
  default     = "(default)"
}

variable "protected" {
  type        = bool
  description = "Whether people's data survives a destroy."
}

variable "domains" {
  type        = list(string)
  description = "Domains of the API; their A records lead to the address in the outputs."
}

variable "origins" {
  type        = list(string)
  description = "Web origins that may call the API."
}

variable "mails" {
  type        = list(string)
  description = "Addresses that alerts are sent to."
}

variable "warm_instances" {
  type        = number
  description = "Instances of each public function that are kept running."
}

variable "max_instances" {
  type        = object({ http = number, worker = number })
  description = "Most instances of each function."
}

variable "vertex" {
  type        = bool
  description = "Ask Gemini through Vertex AI, with the functions' own accounts; false takes an API key from Secret Manager."
  default     = true
}

variable "model_location" {
  type        = string
  description = "Location of the model on Vertex AI."
  default     = "global"
}

variable "model_settings" {
  type        = map(string)
  description = "MODELS_FLASH, MODELS_FLASH_LITE, MODEL_PRICES and the like, see shared/config.py."
  default     = {}
}

variable "defaults" {
  type        = object({ currency = string, time_zone = string })
  description = "What somebody has who has not said otherwise."
  default     = { currency = "DZD", time_zone = "Africa/Algiers" }
}

variable "backups" {
  type        = object({ daily_days = number, weekly_weeks = number })
  description = "How long backups of the database are kept."
}

variable "kms_keys" {
  type        = object({ data = optional(string), receipts = optional(string) })
  description = "Keys of your own for the database and for receipts; null for Google's. A key lies where its data lie: for eur3 in europe, for a bucket in the bucket's region."
  default     = {}
}

variable "log_days" {
  type        = object({ all = number, faults = number })
  description = "How long logs are kept."
}

variable "billing" {
  type        = object({ account = string, currency = string, units = number })
  description = "Billing account and what a month may cost; null for no budget."
  default     = null
}
