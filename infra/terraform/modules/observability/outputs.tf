output "alerts" {
  description = "Names of all alerts."
  value = concat(
    [for alert in google_monitoring_alert_policy.watched : alert.display_name],
    [for alert in google_monitoring_alert_policy.burn : alert.display_name],
    [for alert in [
      google_monitoring_alert_policy.backlog, google_monitoring_alert_policy.sweep, google_monitoring_alert_policy.buried,
      google_monitoring_alert_policy.denied, google_monitoring_alert_policy.spend,
    ] : alert.display_name],
  )
}
