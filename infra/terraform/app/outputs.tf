output "url" {
  description = "Where the API is."
  value       = module.front_door.url
}

output "address" {
  description = "Address for the A records of the domains."
  value       = module.front_door.address
}

output "receipts_bucket" {
  description = "Where receipts are kept."
  value       = module.storage.receipts
}
