output "alerts" {
  description = "Names of all alerts."
  value = concat(
    [for alert in google_monitoring_alert_policy.watched : alert.display_name],
    [for alert in google_monitoring_alert_policy.burn : alert.display_name],
    [google_monitoring_alert_policy.backlog.display_name, google_monitoring_alert_policy.sweep.display_name],
  )
}
