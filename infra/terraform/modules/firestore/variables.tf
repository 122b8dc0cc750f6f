variable "project" {
  type        = string
  description = "Project id."
}

variable "location" {
  type        = string
  description = "Location of the database; it can never be changed."
}

variable "protected" {
  type        = bool
  description = "Whether the database survives a destroy."
}

variable "rules" {
  type        = string
  description = "Content of infra/firestore.rules."
}

variable "indexes" {
  type        = any
  description = "Content of infra/indexes.json."
}

variable "expiring" {
  type        = map(string)
  description = "Collection group -> the field that holds the time after which a row may go."
}

variable "unindexed" {
  type        = list(object({ collection = string, field = string }))
  description = "Fields that no query looks at."
}

variable "backups" {
  type        = object({ daily_days = number, weekly_weeks = number })
  description = "How long backups are kept: daily ones up to 98 days, weekly ones up to 14 weeks."

  validation {
    condition     = var.backups.daily_days <= 98 && var.backups.weekly_weeks <= 14
    error_message = "Firestore keeps a backup for 14 weeks at most."
  }
}

variable "agent" {
  type        = string
  description = "Service agent of Firestore, which encrypts."
}

variable "kms_key" {
  type        = string
  description = "Key of your own for the data at rest; null for Google's."
  default     = null
}
