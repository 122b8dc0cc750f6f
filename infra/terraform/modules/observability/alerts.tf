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

# Counted by Pub/Sub itself: it tells even when the worker that logs dead letters is broken.
resource "google_monitoring_alert_policy" "buried" {
  project               = var.project
  display_name          = "Pub/Sub gave a message up"
  combiner              = "OR"
  notification_channels = local.channels

  documentation {
    content   = "It lies in the subscription ${var.kept_subscription} for a week. See it with: python -m dev replay --dry-run"
    mime_type = "text/markdown"
  }

  conditions {
    display_name = "Messages moved to the dead-letter topic"

    condition_threshold {
      filter          = "metric.type=\"pubsub.googleapis.com/subscription/dead_letter_message_count\" AND resource.type=\"pubsub_subscription\""
      comparison      = "COMPARISON_GT"
      threshold_value = 0
      duration        = "0s"

      aggregations {
        alignment_period     = "300s"
        per_series_aligner   = "ALIGN_SUM"
        cross_series_reducer = "REDUCE_SUM"
        group_by_fields      = ["resource.label.subscription_id"]
      }
    }
  }
}
