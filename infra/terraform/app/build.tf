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

# Cloud Functions copies an archive into a bucket of its own, which it makes itself, and builds from there.
resource "google_project_iam_member" "builder_reads" {
  project = var.project
  role    = "roles/storage.objectViewer"
  member  = google_service_account.builder.member

  condition {
    title      = "sources of functions"
    expression = "resource.name.startsWith(\"projects/_/buckets/gcf-v2-sources-\")"
  }
}

resource "google_artifact_registry_repository_iam_member" "builder" {
  project    = var.project
  location   = var.region
  repository = google_artifact_registry_repository.functions.name
  role       = "roles/artifactregistry.writer"
  member     = google_service_account.builder.member
}

# A build that starts right after the grant is refused.
resource "time_sleep" "until_builder_is_known" {
  create_duration = "60s"
  triggers        = { account = google_service_account.builder.unique_id }
  depends_on      = [google_project_iam_member.builder, google_project_iam_member.builder_reads, google_artifact_registry_repository_iam_member.builder]
}

resource "google_artifact_registry_repository" "functions" {
  #checkov:skip=CKV_GCP_84:images hold the code and nobody's data
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
