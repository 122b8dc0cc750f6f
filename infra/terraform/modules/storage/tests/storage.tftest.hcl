mock_provider "google" {}

variables {
  project   = "aion-demo"
  location  = "europe-west1"
  protected = true
  origins   = ["https://app.example.com"]
  holders   = { expenses = "serviceAccount:fn-expenses@example.com" }
  builder   = "serviceAccount:builder@example.com"
}

run "receipts_are_private_and_kept" {
  assert {
    condition     = alltrue([for one in [google_storage_bucket.receipts, google_storage_bucket.source] : one.public_access_prevention == "enforced" && one.uniform_bucket_level_access && one.versioning[0].enabled])
    error_message = "no object is ever public"
  }

  assert {
    condition     = google_storage_bucket.receipts.force_destroy == false
    error_message = "a bucket with receipts withstands a destroy"
  }

  assert {
    condition     = [for one in google_storage_bucket_iam_member.receipts : one.role] == ["roles/storage.objectUser"]
    error_message = "functions handle objects, not the bucket"
  }
}

run "a_key_of_your_own_is_used_by_the_storage_agent" {
  variables {
    kms_key = "projects/p/locations/l/keyRings/r/cryptoKeys/k"
  }

  assert {
    condition     = google_storage_bucket.receipts.encryption[0].default_kms_key_name == var.kms_key && length(google_kms_crypto_key_iam_member.storage) == 1
    error_message = "the bucket cannot be made before its agent may use the key"
  }
}
