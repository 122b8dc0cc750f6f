variable "project" {
  type        = string
  description = "Project id."
}

variable "region" {
  type        = string
  description = "Region of the jobs."
}

variable "topic" {
  type        = string
  description = "Id of the topic of schedules."
}

variable "schedules" {
  type        = map(object({ cron = string, time_zone = string }))
  description = "Type of the message -> when it is published."
}
