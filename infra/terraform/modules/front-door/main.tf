locals {
  # Cloud Armor is asked before a body is read, so it goes by what the client says; the functions count for themselves.
  body_limit = "has(request.headers['content-length']) && int(request.headers['content-length']) > ${var.max_body_bytes}"
  fallback   = one([for name, paths in var.paths : name if contains(paths, "/")])
  tls        = length(var.domains) > 0
}

resource "google_compute_global_address" "this" {
  project = var.project
  name    = "${var.name}-address"
}

resource "google_compute_region_network_endpoint_group" "this" {
  for_each = var.services
  project  = var.project
  region   = var.region
  # Named by what it leads to: a group in use cannot be replaced under its own name.
  name                  = "${var.name}-${each.value}"
  network_endpoint_type = "SERVERLESS"

  cloud_run {
    service = each.value
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "google_compute_security_policy" "this" {
  #checkov:skip=CKV_GCP_73:nothing here runs on Java; the rule would only cost requests that look like it
  project     = var.project
  name        = "${var.name}-armor"
  description = "Rates and sizes before anything is run"

  rule {
    action      = "deny(403)"
    priority    = 100
    description = "Bodies that no route takes"
    match {
      expr {
        expression = local.body_limit
      }
    }
  }

  rule {
    action      = "throttle"
    priority    = 200
    description = "Sign-in and sign-up by address"
    match {
      expr {
        expression = "request.path.startsWith('/api/token') || request.path.startsWith('/api/users/create')"
      }
    }
    rate_limit_options {
      conform_action = "allow"
      exceed_action  = "deny(429)"
      enforce_on_key = "IP"
      rate_limit_threshold {
        count        = var.rates.sign_in
        interval_sec = 60
      }
    }
  }

  rule {
    action      = "throttle"
    priority    = 1000
    description = "Everything else by address"
    match {
      versioned_expr = "SRC_IPS_V1"
      config {
        src_ip_ranges = ["*"]
      }
    }
    rate_limit_options {
      conform_action = "allow"
      exceed_action  = "deny(429)"
      enforce_on_key = "IP"
      rate_limit_threshold {
        count        = var.rates.all
        interval_sec = 60
      }
    }
  }

  rule {
    action      = "allow"
    priority    = 2147483647
    description = "The rule that every policy ends with"
    match {
      versioned_expr = "SRC_IPS_V1"
      config {
        src_ip_ranges = ["*"]
      }
    }
  }
}

resource "google_compute_backend_service" "this" {
  for_each              = var.services
  project               = var.project
  name                  = "${var.name}-${each.value}"
  protocol              = "HTTPS"
  load_balancing_scheme = "EXTERNAL_MANAGED"
  security_policy       = google_compute_security_policy.this.id

  backend {
    group = google_compute_region_network_endpoint_group.this[each.key].id
  }

  log_config {
    enable      = true
    sample_rate = var.log_sample
  }
}

# The longest prefix wins, as in the local gateway; a path is served with and without its last slash.
resource "google_compute_url_map" "this" {
  project         = var.project
  name            = "${var.name}-routes"
  default_service = google_compute_backend_service.this[local.fallback].id

  host_rule {
    hosts        = ["*"]
    path_matcher = "routes"
  }

  path_matcher {
    name            = "routes"
    default_service = google_compute_backend_service.this[local.fallback].id

    dynamic "path_rule" {
      for_each = { for name, paths in var.paths : name => [for path in paths : path if path != "/"] if length([for path in paths : path if path != "/"]) > 0 }
      content {
        service = google_compute_backend_service.this[path_rule.key].id
        paths   = flatten([for path in path_rule.value : [trimsuffix(path, "/"), "${path}*"]])
      }
    }
  }
}

resource "google_compute_managed_ssl_certificate" "this" {
  count   = local.tls ? 1 : 0
  project = var.project
  # A certificate in use cannot be replaced under its own name.
  name = "${var.name}-${substr(sha256(join(",", var.domains)), 0, 8)}"

  managed {
    domains = var.domains
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "google_compute_ssl_policy" "this" {
  count           = local.tls ? 1 : 0
  project         = var.project
  name            = "${var.name}-tls"
  profile         = "MODERN"
  min_tls_version = "TLS_1_2"
}

resource "google_compute_target_https_proxy" "this" {
  count            = local.tls ? 1 : 0
  project          = var.project
  name             = "${var.name}-https"
  url_map          = google_compute_url_map.this.id
  ssl_certificates = [google_compute_managed_ssl_certificate.this[0].id]
  ssl_policy       = google_compute_ssl_policy.this[0].id
}

resource "google_compute_global_forwarding_rule" "https" {
  count                 = local.tls ? 1 : 0
  project               = var.project
  name                  = "${var.name}-https"
  ip_address            = google_compute_global_address.this.id
  load_balancing_scheme = "EXTERNAL_MANAGED"
  port_range            = "443"
  target                = google_compute_target_https_proxy.this[0].id
}

# Plain HTTP only says where HTTPS is. Without a domain there is no certificate: then HTTP serves, for trying it out.
resource "google_compute_url_map" "to_https" {
  count   = local.tls ? 1 : 0
  project = var.project
  name    = "${var.name}-to-https"

  default_url_redirect {
    https_redirect         = true
    redirect_response_code = "PERMANENT_REDIRECT"
    strip_query            = false
  }
}

resource "google_compute_target_http_proxy" "this" {
  project = var.project
  name    = "${var.name}-http"
  url_map = local.tls ? google_compute_url_map.to_https[0].id : google_compute_url_map.this.id
}

resource "google_compute_global_forwarding_rule" "http" {
  project               = var.project
  name                  = "${var.name}-http"
  ip_address            = google_compute_global_address.this.id
  load_balancing_scheme = "EXTERNAL_MANAGED"
  port_range            = "80"
  target                = google_compute_target_http_proxy.this.id
}
