variable "project" {
  type        = string
  description = "Project id."
}

variable "location" {
  type        = string
  description = "Location of the buckets."
}

variable "protected" {
  type        = bool
  description = "Whether a bucket that holds receipts withstands a destroy."
}

variable "origins" {
  type        = list(string)
  description = "Web origins that may read and send files by signed links."
}

variable "holders" {
  type        = map(string)
  description = "Members that store, read and remove receipts, by function."
}

variable "builder" {
  type        = string
  description = "Member that reads the archives to build them."
}

variable "kms_key" {
  type        = string
  description = "Key of your own for receipts; null for Google's."
  default     = null
}
