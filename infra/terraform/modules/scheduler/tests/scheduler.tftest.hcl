mock_provider "google" {}

variables {
  project   = "aion-demo"
  region    = "europe-west1"
  topic     = "projects/aion-demo/topics/schedules"
  schedules = { "schedule.sweep_outbox" = { cron = "* * * * *", time_zone = "Etc/UTC" } }
}

run "a_schedule_publishes_its_type" {
  assert {
    condition     = google_cloud_scheduler_job.this["schedule.sweep_outbox"].name == "sweep-outbox" && google_cloud_scheduler_job.this["schedule.sweep_outbox"].pubsub_target[0].attributes.type == "schedule.sweep_outbox"
    error_message = "workers know a schedule by the type"
  }
}
