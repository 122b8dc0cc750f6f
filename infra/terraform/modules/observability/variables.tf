variable "project" {
  type        = string
  description = "Project id."
}

variable "region" {
  type        = string
  description = "Region of the functions."
}

variable "run_services" {
  type        = map(string)
  description = "Full name of each function's Cloud Run service."
}

variable "project_number" {
  type        = string
  description = "Project number, by which a billing budget knows the project."
}

variable "mails" {
  type        = list(string)
  description = "Addresses that alerts are sent to."
}

variable "load_balancer" {
  type        = string
  description = "Name of the front door's route map."
}

variable "kept_subscription" {
  type        = string
  description = "Subscription that only keeps dead letters, so that its age means nothing."
}

variable "sweep_service" {
  type        = string
  description = "Cloud Run service that sweeps the outbox."
}

variable "objectives" {
  type        = object({ availability = number, fast = number, latency_ms = number })
  description = "Share of good answers, share of fast ones, and what fast means. Answers of the model take seconds."
  default     = { availability = 0.999, fast = 0.95, latency_ms = 8000 }
}

variable "limits" {
  type        = object({ denials_an_hour = number, usd_a_day = number })
  description = "Refusals of the gate and spending on models of one person, above which somebody looks."
  default     = { denials_an_hour = 20, usd_a_day = 1 }
}

variable "log_days" {
  type        = number
  description = "Days for which logs are kept."
}

variable "fault_days" {
  type        = number
  description = "Days for which warnings and errors are kept."
}

variable "billing" {
  type        = object({ account = string, currency = string, units = number })
  description = "Billing account and what a month may cost; null for no budget."
  default     = null
}
