resource "google_cloud_scheduler_job" "this" {
  for_each         = var.schedules
  project          = var.project
  region           = var.region
  name             = replace(replace(each.key, "schedule.", ""), "_", "-")
  description      = "Publishes ${each.key}"
  schedule         = each.value.cron
  time_zone        = each.value.time_zone
  attempt_deadline = "60s"

  retry_config {
    retry_count          = 3
    min_backoff_duration = "5s"
  }

  pubsub_target {
    topic_name = var.topic
    data       = base64encode("{}") # a message without data or attributes is refused
    attributes = { type = each.key }
  }
}
