# The bucket of the state cannot be destroyed, so nothing is made here.
mock_provider "google" {
  override_during = plan

  mock_resource "google_service_account" {
    defaults = { name = "projects/p/serviceAccounts/deployer", member = "serviceAccount:deployer@example.com" }
  }
  mock_resource "google_iam_workload_identity_pool" {
    defaults = { name = "projects/1/locations/global/workloadIdentityPools/repository" }
  }
}

variables {
  project    = "aion-demo"
  repository = "owner/name"
}

run "only_the_main_branch_of_the_repository_deploys" {
  command = plan

  assert {
    condition     = google_iam_workload_identity_pool_provider.pipeline.attribute_condition == "assertion.sub == 'repo:owner/name:ref:refs/heads/main'"
    error_message = "a token of another branch is refused"
  }

  assert {
    condition     = google_service_account_iam_member.pipeline.member == "principalSet://iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/repository/attribute.repository/owner/name"
    error_message = "no other repository acts as the deployer"
  }
}

run "who_deploys_is_no_owner_and_cannot_become_one" {
  command = plan

  assert {
    condition     = length(setintersection(keys(google_project_iam_member.deployer), ["roles/owner", "roles/editor", "roles/resourcemanager.projectIamAdmin", "roles/iam.securityAdmin"])) == 0
    error_message = "roles are given out under the condition alone"
  }

  assert {
    condition     = strcontains(google_project_iam_member.grants.condition[0].expression, ".hasOnly(['roles/datastore.user', ") && !strcontains(google_project_iam_member.grants.condition[0].expression, "owner")
    error_message = "it hands out what functions need, nothing else"
  }
}

run "the_state_is_private_and_kept" {
  command = plan

  assert {
    condition     = google_storage_bucket.state.public_access_prevention == "enforced" && google_storage_bucket.state.versioning[0].enabled
    error_message = "the state holds the key of sign-in"
  }
}

run "a_repository_that_is_no_name_is_refused" {
  command = plan

  variables {
    repository = "owner"
  }

  expect_failures = [var.repository]
}
