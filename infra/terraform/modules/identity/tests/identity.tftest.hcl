mock_provider "google" {}

variables {
  project        = "aion-demo"
  domains        = ["api.example.com"]
  viewers        = { budget = "serviceAccount:fn-budget@example.com" }
  administrators = { users = "serviceAccount:fn-users@example.com" }
}

run "accounts_are_closed_by_us_alone" {
  assert {
    condition     = google_identity_platform_config.this.client[0].permissions[0].disabled_user_deletion && !google_identity_platform_config.this.sign_in[0].allow_duplicate_emails
    error_message = "closing an account removes its data too"
  }

  assert {
    condition     = keys(google_project_iam_member.looks_up) == ["budget"] && keys(google_project_iam_member.manages) == ["users"]
    error_message = "only who closes accounts may change them"
  }
}

run "the_key_opens_sign_in_alone" {
  assert {
    condition     = toset([for one in google_apikeys_key.sign_in.restrictions[0].api_targets : one.service]) == toset(["identitytoolkit.googleapis.com", "securetoken.googleapis.com"])
    error_message = "a key that everybody sees must open nothing else"
  }
}
