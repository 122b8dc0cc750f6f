mock_provider "google" {}

variables {
  project = "aion-demo"
  region  = "europe-west1"
  secrets = ["gemini-api-key"]
  readers = { gemini-api-key = { expenses = "serviceAccount:fn-expenses@example.com" } }
}

run "a_secret_is_read_by_those_who_need_it" {
  assert {
    condition     = google_secret_manager_secret_iam_member.reader["gemini-api-key/expenses"].role == "roles/secretmanager.secretAccessor"
    error_message = "reading is all they may"
  }

  assert {
    condition     = google_secret_manager_secret.this["gemini-api-key"].replication[0].user_managed[0].replicas[0].location == "europe-west1"
    error_message = "a secret stays in its region"
  }
}
