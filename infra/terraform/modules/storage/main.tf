resource "google_storage_bucket" "receipts" {
  #checkov:skip=CKV_GCP_62:logs of usage would name people's files a second time, in a place that closing an account does not reach
  #checkov:skip=CKV_GCP_63:it logs nowhere, so not to itself
  project                     = var.project
  name                        = "${var.project}-receipts"
  location                    = var.location
  force_destroy               = !var.protected
  uniform_bucket_level_access = true
  public_access_prevention    = "enforced"

  versioning {
    enabled = true
  }

  # Deleting an account removes every version at once; this is for a version that was overwritten or removed by mistake.
  lifecycle_rule {
    condition {
      days_since_noncurrent_time = 7
      with_state                 = "ARCHIVED"
    }
    action {
      type = "Delete"
    }
  }

  lifecycle_rule {
    condition {
      age = 1
    }
    action {
      type = "AbortIncompleteMultipartUpload"
    }
  }

  lifecycle_rule {
    condition {
      age = 90
    }
    action {
      type          = "SetStorageClass"
      storage_class = "NEARLINE"
    }
  }

  soft_delete_policy {
    retention_duration_seconds = 0 # a closed account leaves nothing behind
  }

  dynamic "cors" {
    for_each = length(var.origins) == 0 ? [] : [var.origins]
    content {
      origin          = cors.value
      method          = ["GET", "HEAD", "PUT"]
      response_header = ["Content-Type", "Content-Disposition", "x-goog-content-length-range"]
      max_age_seconds = 3600
    }
  }

  dynamic "encryption" {
    for_each = var.kms_key == null ? [] : [var.kms_key]
    content {
      default_kms_key_name = encryption.value
    }
  }

  depends_on = [google_kms_crypto_key_iam_member.storage]
}

# Archives of functions. No rule of age: a function that runs may be built anew from an old one.
resource "google_storage_bucket" "source" {
  #checkov:skip=CKV_GCP_62:it holds the code of functions and nobody's data; Cloud Audit Logs tell who deploys
  #checkov:skip=CKV_GCP_63:it logs nowhere, so not to itself
  project                     = var.project
  name                        = "${var.project}-source"
  location                    = var.location
  force_destroy               = true
  uniform_bucket_level_access = true
  public_access_prevention    = "enforced"

  versioning {
    enabled = true
  }
}

resource "google_storage_bucket_iam_member" "receipts" {
  for_each = var.holders
  bucket   = google_storage_bucket.receipts.name
  role     = "roles/storage.objectUser"
  member   = each.value
}

resource "google_storage_bucket_iam_member" "source" {
  bucket = google_storage_bucket.source.name
  role   = "roles/storage.objectViewer"
  member = var.builder
}

data "google_storage_project_service_account" "agent" {
  count   = var.kms_key == null ? 0 : 1
  project = var.project
}

# Cloud Storage itself encrypts, so its agent needs the key before the bucket can be made.
resource "google_kms_crypto_key_iam_member" "storage" {
  count         = var.kms_key == null ? 0 : 1
  crypto_key_id = var.kms_key
  role          = "roles/cloudkms.cryptoKeyEncrypterDecrypter"
  member        = "serviceAccount:${data.google_storage_project_service_account.agent[0].email_address}"
}
