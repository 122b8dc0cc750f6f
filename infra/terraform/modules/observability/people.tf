# What one person's conversation sets off. The log names people by a hash, and so do the labels: it says that it is one
# and the same person, not who it is. Cloud Monitoring takes about 30,000 series of a metric, which bounds how many
# people of one day are told apart (docs/scale.md).
resource "google_logging_metric" "denied" {
  project     = var.project
  name        = "aion/gate_denied"
  description = "Calls of tools that the gate refused."
  filter      = "${local.functions_log} AND jsonPayload.event=\"gate_denied\""

  metric_descriptor {
    metric_kind = "DELTA"
    value_type  = "INT64"

    dynamic "labels" {
      for_each = toset(["reason", "user"])
      content {
        key        = labels.value
        value_type = "STRING"
      }
    }
  }

  label_extractors = {
    reason = "EXTRACT(jsonPayload.reason)"
    user   = "EXTRACT(jsonPayload.user)"
  }
}

resource "google_logging_metric" "spend" {
  project         = var.project
  name            = "aion/model_spend"
  description     = "What turns cost, in millionths of a USD."
  filter          = "${local.functions_log} AND jsonPayload.event=\"model_spend\""
  value_extractor = "EXTRACT(jsonPayload.micros)"

  metric_descriptor {
    metric_kind = "DELTA"
    value_type  = "DISTRIBUTION"

    labels {
      key        = "user"
      value_type = "STRING"
    }
  }

  bucket_options {
    exponential_buckets {
      num_finite_buckets = 20
      growth_factor      = 2
      scale              = 10
    }
  }

  label_extractors = { user = "EXTRACT(jsonPayload.user)" }
}

locals {
  refusals = {
    denied = {
      title    = "The gate refuses one person's conversation again and again"
      says     = "Somebody tries what they may not do, or a text that they were sent does. Nothing was done. The lines with event=gate_denied of this user tell tools and reasons."
      what     = "Over ${var.limits.denials_an_hour} refusals of one person in an hour"
      filter   = "metric.type=\"logging.googleapis.com/user/${google_logging_metric.denied.name}\" AND resource.type=\"cloud_run_revision\""
      limit    = var.limits.denials_an_hour
      duration = "0s"
      sums     = { window = "3600s", points = "ALIGN_SUM", series = "REDUCE_SUM", by = ["metric.label.user"] }
    }
  }
}

# Only PromQL gives the sum of a distribution; a metric of log lines that sums is always one.
resource "google_monitoring_alert_policy" "spend" {
  project               = var.project
  display_name          = "One person's conversation costs much"
  combiner              = "OR"
  notification_channels = local.channels

  documentation {
    content   = "The caps of shared/config.py still hold. The lines with event=model_spend of this user tell the turns."
    mime_type = "text/markdown"
  }

  conditions {
    display_name = "Over ${var.limits.usd_a_day} USD of one person in a day"

    condition_prometheus_query_language {
      query               = "sum by (user) (increase(logging_googleapis_com:user_${replace(google_logging_metric.spend.name, "/", "_")}_sum{monitored_resource=\"cloud_run_revision\"}[1d])) > ${var.limits.usd_a_day * 1000000}"
      duration            = "0s"
      evaluation_interval = "300s"
    }
  }
}
