variable "project" {
  type        = string
  description = "Project id."
}

variable "domains" {
  type        = list(string)
  description = "Domains from which people sign in."
}

variable "viewers" {
  type        = map(string)
  description = "Members that look accounts up, by function."
}

variable "administrators" {
  type        = map(string)
  description = "Members that revoke and delete accounts, by function."
}
