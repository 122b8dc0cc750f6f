output "receipts" {
  description = "Name of the bucket of receipts."
  value       = google_storage_bucket.receipts.name
}

output "source" {
  description = "Name of the bucket of archives."
  value       = google_storage_bucket.source.name
}
