locals {
  indexes = {
    for one in var.indexes.indexes :
    join("-", concat(
      [one.collectionGroup, one.queryScope],
      [for field in one.fields : "${field.fieldPath}.${try(field.order, field.arrayConfig)}"],
    )) => one
  }
  overrides = { for one in var.indexes.fieldOverrides : "${one.collectionGroup}.${one.fieldPath}" => one }
}

resource "google_firestore_database" "this" {
  project                           = var.project
  name                              = "(default)"
  location_id                       = var.location
  type                              = "FIRESTORE_NATIVE"
  concurrency_mode                  = "PESSIMISTIC"
  point_in_time_recovery_enablement = "POINT_IN_TIME_RECOVERY_ENABLED"
  delete_protection_state           = var.protected ? "DELETE_PROTECTION_ENABLED" : "DELETE_PROTECTION_DISABLED"
  # ABANDON leaves the data where it is when somebody destroys the configuration.
  deletion_policy = var.protected ? "ABANDON" : "DELETE"

  dynamic "cmek_config" {
    for_each = var.kms_key == null ? [] : [var.kms_key]
    content {
      kms_key_name = cmek_config.value
    }
  }

  depends_on = [google_kms_crypto_key_iam_member.agent]
}

resource "google_kms_crypto_key_iam_member" "agent" {
  count         = var.kms_key == null ? 0 : 1
  crypto_key_id = var.kms_key
  role          = "roles/cloudkms.cryptoKeyEncrypterDecrypter"
  member        = var.agent
}

# Only the functions read and write: whoever holds a sign-in token reaches no document with it.
resource "google_firebaserules_ruleset" "closed" {
  project = var.project

  source {
    files {
      name    = "firestore.rules"
      content = var.rules
    }
  }
}

resource "google_firebaserules_release" "closed" {
  project      = var.project
  name         = "cloud.firestore"
  ruleset_name = "projects/${var.project}/rulesets/${google_firebaserules_ruleset.closed.name}"
  depends_on   = [google_firestore_database.this]

  lifecycle {
    replace_triggered_by = [google_firebaserules_ruleset.closed]
  }
}

resource "google_firestore_backup_schedule" "daily" {
  project   = var.project
  database  = google_firestore_database.this.name
  retention = "${var.backups.daily_days * 86400}s"

  daily_recurrence {}
}

resource "google_firestore_backup_schedule" "weekly" {
  project   = var.project
  database  = google_firestore_database.this.name
  retention = "${var.backups.weekly_weeks * 604800}s"

  weekly_recurrence {
    day = "SUNDAY"
  }
}

resource "google_firestore_index" "this" {
  for_each    = local.indexes
  project     = var.project
  database    = google_firestore_database.this.name
  collection  = each.value.collectionGroup
  query_scope = each.value.queryScope

  dynamic "fields" {
    for_each = each.value.fields
    content {
      field_path   = fields.value.fieldPath
      order        = try(fields.value.order, null)
      array_config = try(fields.value.arrayConfig, null)
    }
  }

  # The default of 20 minutes is too short for a full collection, and the next run then meets a 409.
  timeouts {
    create = "90m"
  }
}

# Indexes of one field that the automatic ones do not give: those of a whole collection group.
resource "google_firestore_field" "override" {
  for_each   = local.overrides
  project    = var.project
  database   = google_firestore_database.this.name
  collection = each.value.collectionGroup
  field      = each.value.fieldPath

  index_config {
    dynamic "indexes" {
      for_each = each.value.indexes
      content {
        order        = try(indexes.value.order, null)
        array_config = try(indexes.value.arrayConfig, null)
        query_scope  = indexes.value.queryScope
      }
    }
  }

  timeouts {
    create = "90m"
  }
}

# Time to live: the store itself forgets these rows. Nothing asks for them by that field, and rows that are written in
# the order of time would make its index a hot spot, so it has none.
resource "google_firestore_field" "expiry" {
  for_each   = var.expiring
  project    = var.project
  database   = google_firestore_database.this.name
  collection = each.key
  field      = each.value

  ttl_config {}
  index_config {}

  timeouts {
    create = "90m"
  }
}

# Long texts that no query compares: an index entry of each would cost a write and be cut at 1,500 bytes anyway.
resource "google_firestore_field" "unindexed" {
  for_each   = { for one in var.unindexed : "${one.collection}.${one.field}" => one }
  project    = var.project
  database   = google_firestore_database.this.name
  collection = each.value.collection
  field      = each.value.field

  index_config {}
}
