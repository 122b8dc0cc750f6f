mock_provider "google" {}

variables {
  project   = "aion-demo"
  location  = "eur3"
  protected = true
  indexes = {
    indexes = [
      { collectionGroup = "expenses", queryScope = "COLLECTION", fields = [{ fieldPath = "kind", order = "ASCENDING" }, { fieldPath = "date", order = "DESCENDING" }] },
      { collectionGroup = "expenses", queryScope = "COLLECTION", fields = [{ fieldPath = "budget_ids", arrayConfig = "CONTAINS" }, { fieldPath = "date", order = "DESCENDING" }] },
    ]
    fieldOverrides = [{ collectionGroup = "outbox", fieldPath = "created_at", indexes = [{ order = "ASCENDING", queryScope = "COLLECTION_GROUP" }] }]
  }
  expiring  = { keys = "expires_at" }
  unindexed = [{ collection = "outbox", field = "data" }]
  backups   = { daily_days = 7, weekly_weeks = 14 }
  agent     = "serviceAccount:firestore@example.com"
  rules     = "service cloud.firestore {}"
}

run "peoples_data_is_protected" {
  assert {
    condition     = google_firestore_database.this.delete_protection_state == "DELETE_PROTECTION_ENABLED" && google_firestore_database.this.deletion_policy == "ABANDON"
    error_message = "a destroy must leave the data"
  }

  assert {
    condition     = google_firestore_database.this.point_in_time_recovery_enablement == "POINT_IN_TIME_RECOVERY_ENABLED"
    error_message = "a mistake is undone from any minute of a week"
  }

  assert {
    condition     = google_firestore_backup_schedule.daily.retention == "604800s" && google_firestore_backup_schedule.weekly.retention == "8467200s"
    error_message = "days and weeks become seconds"
  }
}

run "every_declared_index_is_made" {
  assert {
    condition     = length(google_firestore_index.this) == 2 && length(google_firestore_field.override) == 1
    error_message = "one for each in the file"
  }

  assert {
    condition     = google_firestore_index.this["expenses-COLLECTION-budget_ids.CONTAINS-date.DESCENDING"].fields[0].array_config == "CONTAINS"
    error_message = "an array is searched by what it contains"
  }

  assert {
    condition     = length(google_firestore_field.expiry["keys"].ttl_config) == 1
    error_message = "rows that expire are removed by the store"
  }
}

run "a_database_for_trying_out_may_go" {
  variables {
    protected = false
  }

  assert {
    condition     = google_firestore_database.this.deletion_policy == "DELETE"
    error_message = "nothing of value is in it"
  }
}

run "a_backup_longer_than_the_store_keeps_one_is_refused" {
  command = plan

  variables {
    backups = { daily_days = 7, weekly_weeks = 15 }
  }

  expect_failures = [var.backups]
}

run "devices_reach_no_document" {
  assert {
    condition     = google_firebaserules_ruleset.closed.source[0].files[0].content == var.rules && google_firebaserules_release.closed.name == "cloud.firestore"
    error_message = "the rules of the repository are those that hold"
  }
}

run "a_key_of_your_own_is_used_by_the_stores_agent" {
  variables {
    kms_key = "projects/p/locations/europe/keyRings/r/cryptoKeys/k"
  }

  assert {
    condition     = google_firestore_database.this.cmek_config[0].kms_key_name == var.kms_key && google_kms_crypto_key_iam_member.agent[0].member == var.agent
    error_message = "the database cannot be made before its agent may use the key"
  }
}
