# Run once by a person with the owner's rights: the bucket of the state, and a door through which the repository's
# pipeline deploys without any key.
locals {
  services = ["iam.googleapis.com", "iamcredentials.googleapis.com", "sts.googleapis.com", "cloudresourcemanager.googleapis.com", "serviceusage.googleapis.com", "storage.googleapis.com"]
  # What the configuration in app/ makes. None of them is owner or editor.
  roles = [
    "roles/apikeys.admin", "roles/artifactregistry.admin", "roles/cloudfunctions.admin", "roles/cloudscheduler.admin",
    "roles/compute.loadBalancerAdmin", "roles/compute.securityAdmin", "roles/datastore.owner",
    "roles/iam.serviceAccountAdmin", "roles/identityplatform.admin", "roles/logging.configWriter",
    "roles/monitoring.admin", "roles/pubsub.admin", "roles/run.admin", "roles/firebaserules.admin",
    "roles/secretmanager.admin", "roles/serviceusage.serviceUsageAdmin", "roles/storage.admin",
    "roles/iam.serviceAccountUser",
  ]
  # The roles on the project that app/ gives to functions: the deployer can hand out no other, to itself neither.
  given = [
    "roles/datastore.user", "roles/firebaseauth.viewer", "roles/firebaseauth.admin", "roles/aiplatform.user",
    "roles/firebasecloudmessaging.admin", "roles/logging.logWriter", "roles/logging.bucketWriter",
    "roles/storage.objectViewer",
  ]
}

resource "google_project_service" "this" {
  for_each           = toset(local.services)
  project            = var.project
  service            = each.value
  disable_on_destroy = false
}

resource "google_storage_bucket" "state" {
  #checkov:skip=CKV_GCP_62:Cloud Audit Logs tell who reads and writes it; logs of usage would be one more bucket that holds addresses
  project                     = var.project
  name                        = "${var.project}-terraform"
  location                    = var.region
  uniform_bucket_level_access = true
  public_access_prevention    = "enforced"

  versioning {
    enabled = true
  }

  lifecycle_rule {
    condition {
      num_newer_versions = 50
    }
    action {
      type = "Delete"
    }
  }

  lifecycle {
    prevent_destroy = true
  }
}

resource "google_service_account" "deployer" {
  project      = var.project
  account_id   = "aion-deployer"
  display_name = "Deploys from the repository"
  depends_on   = [google_project_service.this]
}

resource "google_project_iam_member" "deployer" {
  #checkov:skip=CKV_GCP_41:the deployer makes the accounts of the functions, so it must let functions run as them
  #checkov:skip=CKV_GCP_49:it makes and removes the accounts of the functions; roles on the project it gives only under the condition below
  for_each = toset(local.roles)
  project  = var.project
  role     = each.value
  member   = google_service_account.deployer.member
}

resource "google_project_iam_member" "grants" {
  project = var.project
  role    = "roles/resourcemanager.projectIamAdmin"
  member  = google_service_account.deployer.member

  condition {
    title      = "roles of functions"
    expression = "api.getAttribute('iam.googleapis.com/modifiedGrantsByRole', []).hasOnly([${join(", ", [for role in local.given : "'${role}'"])}])"
  }
}

resource "google_iam_workload_identity_pool" "repository" {
  project                   = var.project
  workload_identity_pool_id = "repository"
  display_name              = "Repository"
  depends_on                = [google_project_service.this]
}

resource "google_iam_workload_identity_pool_provider" "pipeline" {
  #checkov:skip=CKV_GCP_125:it reads the condition without the value of the variable; a test of this folder reads the whole
  project                            = var.project
  workload_identity_pool_id          = google_iam_workload_identity_pool.repository.workload_identity_pool_id
  workload_identity_pool_provider_id = "pipeline"
  attribute_mapping = {
    "google.subject"       = "assertion.sub"
    "attribute.repository" = "assertion.repository"
  }
  # Only the main branch of the one repository: a token of any other is refused before any role is looked at.
  attribute_condition = "assertion.sub == 'repo:${var.repository}:ref:refs/heads/main'"

  oidc {
    issuer_uri = var.issuer
  }
}

resource "google_service_account_iam_member" "pipeline" {
  service_account_id = google_service_account.deployer.name
  role               = "roles/iam.workloadIdentityUser"
  member             = "principalSet://iam.googleapis.com/${google_iam_workload_identity_pool.repository.name}/attribute.repository/${var.repository}"
}
