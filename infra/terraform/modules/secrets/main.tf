# Only the place and who may read it: values are added by hand, so that no state file ever holds one.
resource "google_secret_manager_secret" "this" {
  for_each  = var.secrets
  project   = var.project
  secret_id = each.key
  labels    = var.labels

  replication {
    user_managed {
      replicas {
        location = var.region
      }
    }
  }
}

resource "google_secret_manager_secret_iam_member" "reader" {
  for_each = merge([
    for id, members in var.readers : { for name, member in members : "${id}/${name}" => { id = id, member = member } }
  ]...)
  project   = var.project
  secret_id = google_secret_manager_secret.this[each.value.id].secret_id
  role      = "roles/secretmanager.secretAccessor"
  member    = each.value.member
}
