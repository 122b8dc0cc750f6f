output "address" {
  description = "Address for the A record of the domains."
  value       = google_compute_global_address.this.address
}

output "url" {
  description = "Where the API is."
  value       = local.tls ? "https://${var.domains[0]}" : "http://${google_compute_global_address.this.address}"
}

output "load_balancer" {
  description = "Name of the route map, by which the metrics of the front door are told."
  value       = google_compute_url_map.this.name
}
