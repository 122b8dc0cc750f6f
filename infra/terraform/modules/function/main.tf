locals {
  resource_name = replace(var.name, "_", "-")
}

resource "google_service_account" "this" {
  project      = var.project
  account_id   = "fn-${local.resource_name}"
  display_name = "Function ${var.name}"
}

# V4 links are signed by the IAM API with the function's own account: no key file exists.
resource "google_service_account_iam_member" "signs_for_itself" {
  count              = var.signs_links ? 1 : 0
  service_account_id = google_service_account.this.name
  role               = "roles/iam.serviceAccountTokenCreator"
  member             = google_service_account.this.member
}

resource "google_storage_bucket_object" "archive" {
  # New code is deployed only when the object's name changes: it holds the hash of the content.
  name   = "functions/${var.archive.file}"
  bucket = var.archive.bucket
  source = "${var.archive.folder}/${var.archive.file}"

  lifecycle {
    create_before_destroy = true
  }
}

resource "google_cloudfunctions2_function" "this" {
  project     = var.project
  location    = var.region
  name        = local.resource_name
  description = var.description
  labels      = var.labels

  build_config {
    runtime           = "python313"
    entry_point       = var.name
    docker_repository = var.docker_repository
    service_account   = var.build_account

    source {
      storage_source {
        bucket = google_storage_bucket_object.archive.bucket
        object = google_storage_bucket_object.archive.name
      }
    }
  }

  service_config {
    service_account_email            = google_service_account.this.email
    ingress_settings                 = var.public ? "ALLOW_INTERNAL_AND_GCLB" : "ALLOW_INTERNAL_ONLY"
    available_memory                 = "${var.size.memory_mib}Mi"
    available_cpu                    = tostring(var.size.cpu)
    max_instance_request_concurrency = var.size.concurrency
    min_instance_count               = var.size.min_instances
    max_instance_count               = var.size.max_instances
    timeout_seconds                  = var.size.timeout_s
    all_traffic_on_latest_revision   = true

    environment_variables = merge(var.environment, {
      # gunicorn takes as many requests at once as Cloud Run sends it, no fewer.
      THREADS          = tostring(var.size.concurrency)
      LOG_EXECUTION_ID = "true"
    })

    dynamic "secret_environment_variables" {
      for_each = var.secrets
      content {
        key        = secret_environment_variables.key
        project_id = var.project
        secret     = secret_environment_variables.value
        version    = "latest"
      }
    }
  }

  lifecycle {
    precondition {
      condition     = length(setintersection(keys(var.environment), ["FIREBASE_AUTH_EMULATOR_HOST", "FIRESTORE_EMULATOR_HOST", "PUBSUB_EMULATOR_HOST", "STORAGE_EMULATOR_HOST", "ID_TOKEN_CERT_URL"])) == 0
      error_message = "Emulators take tokens that nobody signed: their variables are never set in the cloud."
    }
  }
}

# The right to call belongs to the Cloud Run service, and a function that is made anew loses it.
resource "google_cloud_run_v2_service_iam_member" "caller" {
  for_each = var.public ? { everybody = "allUsers" } : var.callers
  project  = var.project
  location = var.region
  name     = google_cloudfunctions2_function.this.name
  role     = "roles/run.invoker"
  member   = each.value

  lifecycle {
    replace_triggered_by = [google_cloudfunctions2_function.this.id]
  }
}
