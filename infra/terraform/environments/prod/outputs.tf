output "url" {
  description = "Where the API is."
  value       = module.app.url
}

output "address" {
  description = "Address for the A records of the domains."
  value       = module.app.address
}
