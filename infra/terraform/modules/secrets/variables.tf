variable "project" {
  type        = string
  description = "Project id."
}

variable "region" {
  type        = string
  description = "Where the values are kept."
}

variable "labels" {
  type        = map(string)
  description = "Labels of the secrets."
  default     = {}
}

variable "secrets" {
  type        = set(string)
  description = "Ids of the secrets."
}

variable "readers" {
  type        = map(map(string))
  description = "Secret id -> the members that read it, by function."
}
