# Builds run as an account of their own, that can read the archives, write logs and store images, and nothing else.
resource "google_service_account" "builder" {
  project      = var.project
  account_id   = "aion-builder"
  display_name = "Builds the functions"
  depends_on   = [module.services]
}

resource "google_project_iam_member" "builder" {
  project = var.project
  role    = "roles/logging.logWriter"
  member  = google_service_account.builder.member
}

resource "google_artifact_registry_repository_iam_member" "builder" {
  project    = var.project
  location   = var.region
  repository = google_artifact_registry_repository.functions.name
  role       = "roles/artifactregistry.writer"
  member     = google_service_account.builder.member
}

resource "google_artifact_registry_repository" "functions" {
  project       = var.project
  location      = var.region
  repository_id = "functions"
  format        = "DOCKER"
  labels        = local.labels

  # Five images of each function are enough to go back to; the rest goes after a month.
  cleanup_policies {
    id     = "keep-newest"
    action = "KEEP"
    most_recent_versions {
      keep_count = 5
    }
  }

  cleanup_policies {
    id     = "remove-old"
    action = "DELETE"
    condition {
      older_than = "2592000s"
    }
  }

  depends_on = [module.services]
}
