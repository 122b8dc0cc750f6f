variable "project" {
  type        = string
  description = "Project id."
}

variable "region" {
  type        = string
  description = "Region of the function."
}

variable "name" {
  type        = string
  description = "Entry point; the resource carries the same name with - for _."

  validation {
    condition     = can(regex("^[a-z][a-z_]{2,26}$", var.name))
    error_message = "3 to 27 small letters and _: the account `fn-<name>` has at most 30 characters."
  }
}

variable "description" {
  type        = string
  description = "What it is for."
}

variable "labels" {
  type        = map(string)
  description = "Labels of the function."
  default     = {}
}

variable "archive" {
  type        = object({ bucket = string, folder = string, file = string })
  description = "Where the archive goes, and the folder and file that `make build` wrote."
}

variable "docker_repository" {
  type        = string
  description = "Id of the Artifact Registry repository of the images."
}

variable "build_account" {
  type        = string
  description = "Id of the service account that builds."
}

variable "size" {
  type = object({
    memory_mib    = number
    cpu           = number
    concurrency   = number
    min_instances = number
    max_instances = number
    timeout_s     = number
  })
  description = "Memory, processors, requests at once, instances, and the longest answer in seconds."

  validation {
    condition     = var.size.concurrency == 1 || var.size.cpu >= 1
    error_message = "More than one request at once needs a whole processor."
  }
}

variable "environment" {
  type        = map(string)
  description = "Settings, see shared/config.py."
}

variable "secrets" {
  type        = map(string)
  description = "Environment variable -> id of the secret whose newest version it holds."
  default     = {}
}

variable "public" {
  type        = bool
  description = "Whether everybody may call it through the front door; its code verifies the token."
}

variable "callers" {
  type        = map(string)
  description = "Members that may call a function that is not public."
  default     = {}
}

variable "signs_links" {
  type        = bool
  description = "Whether it makes signed links to receipts."
  default     = false
}
