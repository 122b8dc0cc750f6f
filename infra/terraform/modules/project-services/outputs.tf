output "number" {
  description = "Project number, known once APIs and service agents are there."
  value       = data.google_project.this.number
}

output "agents" {
  description = "Members of the service agents, by API."
  value       = { for service, agent in google_project_service_identity.agent : service => "serviceAccount:${agent.email}" }
}
