output "database" {
  description = "Resource name of the database."
  value       = "projects/${var.project}/databases/${google_firestore_database.this.name}"
}
