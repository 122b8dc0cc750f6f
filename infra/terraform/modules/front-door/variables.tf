variable "project" {
  type        = string
  description = "Project id."
}

variable "region" {
  type        = string
  description = "Region of the functions."
}

variable "name" {
  type        = string
  description = "Prefix of all names."
}

variable "services" {
  type        = map(string)
  description = "Function -> name of its Cloud Run service."
}

variable "paths" {
  type        = map(list(string))
  description = "Function -> the path prefixes that it serves; the one with / serves what no other does."
}

variable "domains" {
  type        = list(string)
  description = "Domains of the certificate; none means plain HTTP."
}

variable "rates" {
  type        = object({ sign_in = number, all = number })
  description = "Requests of one address in a minute."
  default     = { sign_in = 60, all = 1200 }
}

variable "max_body_bytes" {
  type        = number
  description = "Longest body: a file of 10 MB and the form around it."
  default     = 11000000
}

variable "log_sample" {
  type        = number
  description = "Share of requests that the load balancer logs."
  default     = 0.1
}
