resource "google_monitoring_custom_service" "api" {
  project      = var.project
  service_id   = "api"
  display_name = "API"
}

resource "google_monitoring_slo" "availability" {
  project             = var.project
  service             = google_monitoring_custom_service.api.service_id
  slo_id              = "availability"
  display_name        = "Answers without a fault of ours"
  goal                = var.objectives.availability
  rolling_period_days = 28

  request_based_sli {
    good_total_ratio {
      total_service_filter = local.requests
      bad_service_filter   = "${local.requests} AND metric.labels.response_code_class=500"
    }
  }
}

resource "google_monitoring_slo" "latency" {
  project             = var.project
  service             = google_monitoring_custom_service.api.service_id
  slo_id              = "latency"
  display_name        = "Answers within ${var.objectives.latency_ms} ms"
  goal                = var.objectives.fast
  rolling_period_days = 28

  request_based_sli {
    distribution_cut {
      distribution_filter = local.latencies
      range {
        max = var.objectives.latency_ms
      }
    }
  }
}

locals {
  burns = { for name, burn in local.burning : "burn-${name}" => {
    title    = "Errors of the month are used up ${name}"
    says     = null
    what     = "${burn.rate} times too fast over ${burn.window}"
    filter   = "select_slo_burn_rate(\"${google_monitoring_slo.availability.name}\", \"${burn.window}\")"
    limit    = burn.rate
    duration = "0s"
    sums     = null
  } }
}
