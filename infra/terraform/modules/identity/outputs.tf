output "api_key" {
  description = "Key with which the functions call Identity Toolkit."
  value       = google_apikeys_key.sign_in.key_string
  sensitive   = true
}
