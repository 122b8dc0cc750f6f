resource "google_logging_project_bucket_config" "default" {
  project        = var.project
  location       = "global"
  bucket_id      = "_Default"
  retention_days = var.log_days
}

# Warnings and errors are kept for longer than the rest: causes are found late.
resource "google_logging_project_bucket_config" "faults" {
  project        = var.project
  location       = "global"
  bucket_id      = "faults"
  retention_days = var.fault_days
}

resource "google_logging_project_sink" "faults" {
  project                = var.project
  name                   = "faults"
  destination            = "logging.googleapis.com/${google_logging_project_bucket_config.faults.id}"
  filter                 = "${local.functions_log} AND severity>=WARNING"
  unique_writer_identity = true
}

resource "google_project_iam_member" "sink" {
  project = var.project
  role    = "roles/logging.bucketWriter"
  member  = google_logging_project_sink.faults.writer_identity

  condition {
    title      = "faults only"
    expression = "resource.name.endsWith(\"/buckets/faults\")"
  }
}
