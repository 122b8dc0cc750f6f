output "topics" {
  description = "Topic ids by name."
  value       = { for name, topic in google_pubsub_topic.this : name => topic.id }
}

output "callers" {
  description = "Member that calls each worker."
  value       = { for name, account in google_service_account.push : name => account.member }
}
