locals {
  # Each of these lines means that somebody has to look; the code logs it with the place and without any person's data.
  watched = {
    difference       = { message = "ledger.difference", says = "Totals differ from entries. The line names the places; the corrections are stored. Find the cause." }
    not-reconciled   = { message = "ledger.not_reconciled", says = "Somebody's ledger could not be compared." }
    dead-letter      = { message = "event.dead_letter", says = "An event could not be handled. See it with: python -m dev replay --dry-run" }
    malformed-event  = { message = "event.malformed", says = "Something that is no event of ours was sent to a topic." }
    newer-event      = { message = "event.newer_version", says = "An event of a newer version waits in quarantine; deploy, then replay." }
    budget-not-kept  = { message = "budget.not_rolled", says = "A period did not begin for somebody." }
    late-deletion    = { message = "deletion.late", says = "An account is not closed in time." }
    identity-failure = { message = "identity service failed", says = "Sign-in or the certificates of tokens cannot be reached." }
    gate-failure     = { message = "the gate of a tool failed", says = "What decides over the model's writes failed; they are refused." }
    model-failure    = { message = "model unavailable", says = "The model did not answer and rules did its work. Look at quotas and the model's status." }
    request-failure  = { message = "request.failed", says = "A request ended in an error that nobody foresaw." }
  }
  functions_log = "resource.type=\"cloud_run_revision\""
  front_door    = "resource.type=\"https_lb_rule\" AND resource.labels.url_map_name=\"${var.load_balancer}\""
  requests      = "metric.type=\"loadbalancing.googleapis.com/https/request_count\" AND ${local.front_door}"
  latencies     = "metric.type=\"loadbalancing.googleapis.com/https/total_latencies\" AND ${local.front_door}"
  channels      = [for channel in google_monitoring_notification_channel.mail : channel.id]
  # How fast the month's errors may be used up: 2 % of them in an hour, 5 % in six.
  burning = {
    fast = { window = "3600s", rate = 14.4 }
    slow = { window = "21600s", rate = 6 }
  }
}

resource "google_monitoring_notification_channel" "mail" {
  for_each     = toset(var.mails)
  project      = var.project
  display_name = "On call"
  type         = "email"
  labels       = { email_address = each.value }
}

resource "google_logging_metric" "watched" {
  for_each    = local.watched
  project     = var.project
  name        = "aion/${each.key}"
  description = each.value.says
  filter      = "${local.functions_log} AND jsonPayload.message=\"${each.value.message}\""

  metric_descriptor {
    metric_kind = "DELTA"
    value_type  = "INT64"
  }
}

resource "google_monitoring_alert_policy" "watched" {
  for_each              = local.watched
  project               = var.project
  display_name          = each.value.message
  combiner              = "OR"
  notification_channels = local.channels

  documentation {
    content   = each.value.says
    mime_type = "text/markdown"
  }

  conditions {
    display_name = each.value.message

    condition_threshold {
      filter          = "metric.type=\"logging.googleapis.com/user/${google_logging_metric.watched[each.key].name}\" AND resource.type=\"cloud_run_revision\""
      comparison      = "COMPARISON_GT"
      threshold_value = 0
      duration        = "0s"

      aggregations {
        alignment_period     = "300s"
        per_series_aligner   = "ALIGN_SUM"
        cross_series_reducer = "REDUCE_SUM"
      }
    }
  }
}

# The outbox is swept each minute: what a worker has not taken for long is stuck, whatever the reason.
resource "google_monitoring_alert_policy" "backlog" {
  project               = var.project
  display_name          = "An event waits for over 5 minutes"
  combiner              = "OR"
  notification_channels = local.channels

  conditions {
    display_name = "Oldest message"

    condition_threshold {
      filter          = "metric.type=\"pubsub.googleapis.com/subscription/oldest_unacked_message_age\" AND resource.type=\"pubsub_subscription\" AND NOT resource.labels.subscription_id=\"${var.kept_subscription}\""
      comparison      = "COMPARISON_GT"
      threshold_value = 300
      duration        = "120s"

      aggregations {
        alignment_period   = "60s"
        per_series_aligner = "ALIGN_MAX"
      }
    }
  }
}

# The sweep publishes what a request could not; when it does not run, events wait in the store where no metric sees them.
resource "google_monitoring_alert_policy" "sweep" {
  project               = var.project
  display_name          = "The outbox is not swept"
  combiner              = "OR"
  notification_channels = local.channels

  conditions {
    display_name = "No call of the sweep for 5 minutes"

    condition_absent {
      filter   = "metric.type=\"run.googleapis.com/request_count\" AND resource.type=\"cloud_run_revision\" AND resource.labels.service_name=\"${var.sweep_service}\" AND metric.labels.response_code_class=\"2xx\""
      duration = "300s"

      aggregations {
        alignment_period   = "60s"
        per_series_aligner = "ALIGN_SUM"
      }
    }
  }
}

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

resource "google_logging_project_bucket_config" "default" {
  project        = var.project
  location       = "global"
  bucket_id      = "_Default"
  retention_days = var.log_days
}

# Warnings and errors are kept for longer than the rest: causes are found late.
resource "google_logging_project_bucket_config" "faults" {
  project        = var.project
  location       = "global"
  bucket_id      = "faults"
  retention_days = var.fault_days
}

resource "google_logging_project_sink" "faults" {
  project                = var.project
  name                   = "faults"
  destination            = "logging.googleapis.com/${google_logging_project_bucket_config.faults.id}"
  filter                 = "${local.functions_log} AND severity>=WARNING"
  unique_writer_identity = true
}

resource "google_project_iam_member" "sink" {
  project = var.project
  role    = "roles/logging.bucketWriter"
  member  = google_logging_project_sink.faults.writer_identity

  condition {
    title      = "faults only"
    expression = "resource.name.endsWith(\"/buckets/faults\")"
  }
}

resource "google_monitoring_dashboard" "overview" {
  project = var.project
  dashboard_json = jsonencode({
    displayName = "AI-On"
    mosaicLayout = {
      columns = 12
      tiles = [
        for index, chart in [
          { title = "Requests by class of answer", filter = local.requests, aligner = "ALIGN_RATE", by = ["metric.label.response_code_class"] },
          { title = "Latency at the front door, 95 of 100", filter = local.latencies, aligner = "ALIGN_PERCENTILE_95", by = [] },
          { title = "Oldest event by subscription", filter = "metric.type=\"pubsub.googleapis.com/subscription/oldest_unacked_message_age\"", aligner = "ALIGN_MAX", by = ["resource.label.subscription_id"] },
          { title = "Instances by function", filter = "metric.type=\"run.googleapis.com/container/instance_count\" AND ${local.functions_log}", aligner = "ALIGN_MAX", by = ["resource.label.service_name"] },
          { title = "Firestore reads", filter = "metric.type=\"firestore.googleapis.com/document/read_count\"", aligner = "ALIGN_RATE", by = [] },
          { title = "Firestore writes", filter = "metric.type=\"firestore.googleapis.com/document/write_count\"", aligner = "ALIGN_RATE", by = [] },
          ] : {
          xPos = 6 * (index % 2), yPos = 4 * floor(index / 2), width = 6, height = 4
          widget = {
            title = chart.title
            xyChart = { dataSets = [{ plotType = "LINE", timeSeriesQuery = { timeSeriesFilter = {
              filter      = chart.filter
              aggregation = { alignmentPeriod = "60s", perSeriesAligner = chart.aligner, crossSeriesReducer = chart.aligner == "ALIGN_PERCENTILE_95" ? "REDUCE_MAX" : "REDUCE_SUM", groupByFields = chart.by }
            } } }] }
          }
        }
      ]
    }
  })
}

resource "google_billing_budget" "month" {
  count           = var.billing == null ? 0 : 1
  billing_account = var.billing.account
  display_name    = "AI-On"

  budget_filter {
    projects        = ["projects/${var.project_number}"]
    calendar_period = "MONTH"
  }

  amount {
    specified_amount {
      currency_code = var.billing.currency
      units         = tostring(var.billing.units)
    }
  }

  dynamic "threshold_rules" {
    for_each = [0.5, 0.9, 1.0]
    content {
      threshold_percent = threshold_rules.value
    }
  }

  threshold_rules {
    threshold_percent = 1.2
    spend_basis       = "FORECASTED_SPEND"
  }

  all_updates_rule {
    monitoring_notification_channels = local.channels
    disable_default_iam_recipients   = false
  }
}
