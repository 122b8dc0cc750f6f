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

resource "google_monitoring_alert_policy" "burn" {
  for_each              = local.burning
  project               = var.project
  display_name          = "Errors of the month are used up ${each.key}"
  combiner              = "OR"
  notification_channels = local.channels

  conditions {
    display_name = "${each.value.rate} times too fast over ${each.value.window}"

    condition_threshold {
      filter          = "select_slo_burn_rate(\"${google_monitoring_slo.availability.name}\", \"${each.value.window}\")"
      comparison      = "COMPARISON_GT"
      threshold_value = each.value.rate
      duration        = "0s"
    }
  }
}
