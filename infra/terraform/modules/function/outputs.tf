output "member" {
  description = "The function's service account as an IAM member."
  value       = google_service_account.this.member
}

output "uri" {
  description = "URL of the Cloud Run service."
  value       = google_cloudfunctions2_function.this.service_config[0].uri
}

output "service" {
  description = "Name of the Cloud Run service."
  value       = google_cloudfunctions2_function.this.name
}

output "run_service" {
  description = "Full name of its Cloud Run service, known once that is there."
  value       = google_cloudfunctions2_function.this.service_config[0].service
}
