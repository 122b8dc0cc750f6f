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

locals {
  # What is told when it is over a limit for so long. `says` is for whoever is called; `sums` makes one figure of the
  # window's points, and of several series.
  thresholds = merge(local.lines, local.messages, local.refusals, local.burns)

  lines = { for name, line in local.watched : name => {
    title    = line.message
    says     = line.says
    what     = line.message
    filter   = "metric.type=\"logging.googleapis.com/user/${google_logging_metric.watched[name].name}\" AND resource.type=\"cloud_run_revision\""
    limit    = 0
    duration = "0s"
    sums     = { window = "300s", points = "ALIGN_SUM", series = "REDUCE_SUM", by = null }
  } }

  messages = {
    # The outbox is swept each minute: what a worker has not taken for long is stuck, whatever the reason.
    backlog = {
      title    = "An event waits for over 5 minutes"
      says     = null
      what     = "Oldest message"
      filter   = "metric.type=\"pubsub.googleapis.com/subscription/oldest_unacked_message_age\" AND resource.type=\"pubsub_subscription\" AND NOT resource.labels.subscription_id=\"${var.kept_subscription}\""
      limit    = 300
      duration = "120s"
      sums     = { window = "60s", points = "ALIGN_MAX", series = null, by = null }
    }
    # Counted by Pub/Sub itself: it tells even when the worker that logs dead letters is broken.
    buried = {
      title    = "Pub/Sub gave a message up"
      says     = "It lies in the subscription ${var.kept_subscription} for a week. See it with: python -m dev replay --dry-run"
      what     = "Messages moved to the dead-letter topic"
      filter   = "metric.type=\"pubsub.googleapis.com/subscription/dead_letter_message_count\" AND resource.type=\"pubsub_subscription\""
      limit    = 0
      duration = "0s"
      sums     = { window = "300s", points = "ALIGN_SUM", series = "REDUCE_SUM", by = ["resource.label.subscription_id"] }
    }
  }
}

resource "google_monitoring_alert_policy" "threshold" {
  for_each              = local.thresholds
  project               = var.project
  display_name          = each.value.title
  combiner              = "OR"
  notification_channels = local.channels

  dynamic "documentation" {
    for_each = each.value.says[*]
    content {
      content   = documentation.value
      mime_type = "text/markdown"
    }
  }

  conditions {
    display_name = each.value.what

    condition_threshold {
      filter          = each.value.filter
      comparison      = "COMPARISON_GT"
      threshold_value = each.value.limit
      duration        = each.value.duration

      dynamic "aggregations" {
        for_each = each.value.sums[*]
        content {
          alignment_period     = aggregations.value.window
          per_series_aligner   = aggregations.value.points
          cross_series_reducer = aggregations.value.series
          group_by_fields      = aggregations.value.by
        }
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
