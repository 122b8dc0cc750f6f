# Identity Platform is on or off for a project, and cannot be made a second time: where it is on already, import it
# (docs/deploy.md).
resource "google_identity_platform_config" "this" {
  project                    = var.project
  authorized_domains         = var.domains
  autodelete_anonymous_users = true

  sign_in {
    allow_duplicate_emails = false

    email {
      enabled           = true
      password_required = true
    }
  }

  client {
    permissions {
      # Accounts are closed by our own function, which removes the data too.
      disabled_user_deletion = true
      disabled_user_signup   = false
    }
  }

  monitoring {
    request_logging {
      enabled = false # such logs hold e-mail addresses
    }
  }
}

# It names the project to Identity Toolkit and opens nothing else. Every Firebase application shows such a key.
resource "google_apikeys_key" "sign_in" {
  project      = var.project
  name         = "sign-in"
  display_name = "Sign-in"

  restrictions {
    api_targets {
      service = "identitytoolkit.googleapis.com"
    }
    api_targets {
      service = "securetoken.googleapis.com"
    }
  }
}

# Looking an account up tells whether its tokens were revoked; only those who close accounts may change them.
resource "google_project_iam_member" "looks_up" {
  for_each = var.viewers
  project  = var.project
  role     = "roles/firebaseauth.viewer"
  member   = each.value
}

resource "google_project_iam_member" "manages" {
  #checkov:skip=CKV_GCP_42:closing an account and revoking its tokens need it; two functions have it, a test names them
  for_each = var.administrators
  project  = var.project
  role     = "roles/firebaseauth.admin"
  member   = each.value
}
