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
          { title = "Refused by the gate", filter = "metric.type=\"logging.googleapis.com/user/${google_logging_metric.denied.name}\"", aligner = "ALIGN_RATE", by = ["metric.label.reason"] },
          { title = "Cost of a turn, 95 of 100, in millionths of a USD", filter = "metric.type=\"logging.googleapis.com/user/${google_logging_metric.spend.name}\"", aligner = "ALIGN_PERCENTILE_95", by = [] },
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
