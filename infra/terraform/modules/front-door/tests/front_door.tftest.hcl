mock_provider "google" {
  mock_resource "google_compute_global_address" {
    defaults = { address = "203.0.113.7" }
  }
}

variables {
  project  = "aion-demo"
  region   = "europe-west1"
  name     = "aion"
  services = { docs = "docs", expenses = "expenses" }
  paths    = { docs = ["/api/docs/", "/"], expenses = ["/api/expenses/"] }
  domains  = ["api.example.com"]
}

run "every_prefix_leads_to_its_function" {
  assert {
    condition     = { for one in google_compute_url_map.this.path_matcher[0].path_rule : one.service => toset(one.paths) } == { (google_compute_backend_service.this["docs"].id) = toset(["/api/docs", "/api/docs/*"]), (google_compute_backend_service.this["expenses"].id) = toset(["/api/expenses", "/api/expenses/*"]) }
    error_message = "with and without the last slash"
  }

  assert {
    condition     = google_compute_url_map.this.default_service == google_compute_backend_service.this["docs"].id
    error_message = "the function with / serves what no other does"
  }
}

run "plain_http_only_tells_where_https_is" {
  assert {
    condition     = google_compute_target_http_proxy.this.url_map == google_compute_url_map.to_https[0].id && google_compute_url_map.to_https[0].default_url_redirect[0].https_redirect
    error_message = "a token never travels in the clear"
  }

  assert {
    condition     = google_compute_ssl_policy.this[0].min_tls_version == "TLS_1_2" && output.url == "https://api.example.com"
    error_message = "old TLS is refused"
  }
}

run "rates_and_sizes_stand_before_every_function" {
  assert {
    condition     = alltrue([for one in google_compute_backend_service.this : one.security_policy == google_compute_security_policy.this.id])
    error_message = "no function is reached around the policy"
  }

  assert {
    condition     = toset([for one in google_compute_security_policy.this.rule : one.action]) == toset(["deny(403)", "throttle", "allow"])
    error_message = "large bodies are refused, addresses are counted"
  }
}

run "without_a_domain_the_address_serves" {
  variables {
    domains = []
  }

  assert {
    condition     = length(google_compute_target_https_proxy.this) == 0 && output.url == "http://203.0.113.7"
    error_message = "there is no certificate without a domain"
  }
}
