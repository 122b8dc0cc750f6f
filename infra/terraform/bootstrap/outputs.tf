output "state_bucket" {
  description = "Bucket for -backend-config."
  value       = google_storage_bucket.state.name
}

output "deployer" {
  description = "Account that the pipeline acts as."
  value       = google_service_account.deployer.email
}

output "provider" {
  description = "Name of the pipeline's identity provider."
  value       = google_iam_workload_identity_pool_provider.pipeline.name
}
