variable "project" {
  type        = string
  description = "Project id."
}

variable "labels" {
  type        = map(string)
  description = "Labels of topics and subscriptions."
  default     = {}
}

variable "declared" {
  type        = any
  description = "Content of infra/events.json."
}

variable "endpoints" {
  type        = map(string)
  description = "URL of each worker."
}

variable "publishers" {
  type        = map(string)
  description = "Members that publish events, by function."
}

variable "pubsub_agent" {
  type        = string
  description = "Service agent of Pub/Sub."
}

variable "scheduler_agent" {
  type        = string
  description = "Service agent of Cloud Scheduler."
}
