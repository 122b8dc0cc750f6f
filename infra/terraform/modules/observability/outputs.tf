output "alerts" {
  description = "Names of all alerts."
  value = concat(
    [for alert in google_monitoring_alert_policy.threshold : alert.display_name],
    [google_monitoring_alert_policy.sweep.display_name, google_monitoring_alert_policy.spend.display_name],
  )
}
