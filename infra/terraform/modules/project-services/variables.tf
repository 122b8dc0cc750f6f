variable "project" {
  type        = string
  description = "Project id."
}

variable "services" {
  type        = set(string)
  description = "APIs to switch on."
}

variable "agents" {
  type        = set(string)
  description = "APIs whose service agent must exist, for it is granted something."
}
