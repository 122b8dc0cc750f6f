mock_provider "google" {
  mock_data "google_project" {
    defaults = { number = "123" }
  }
}

mock_provider "google-beta" {
  mock_resource "google_project_service_identity" {
    defaults = { email = "agent@example.com" }
  }
}

mock_provider "time" {}

variables {
  project  = "aion-demo"
  services = ["run.googleapis.com", "pubsub.googleapis.com"]
  agents   = ["pubsub.googleapis.com"]
}

run "an_api_outlives_the_configuration" {
  assert {
    condition     = length(google_project_service.this) == 2 && alltrue([for one in google_project_service.this : one.disable_on_destroy == false])
    error_message = "another configuration may use the API"
  }

  assert {
    condition     = output.agents["pubsub.googleapis.com"] == "serviceAccount:agent@example.com" && output.number == "123"
    error_message = "grants need the agent as a member"
  }
}
