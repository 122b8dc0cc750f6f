locals {
  # Each of these lines means that somebody has to look; the code logs it with the place and without any person's data.
  watched = {
    difference       = { message = "ledger.difference", says = "Totals differ from entries. The line names the places; the corrections are stored. Find the cause." }
    not-reconciled   = { message = "ledger.not_reconciled", says = "Somebody's ledger could not be compared." }
    waiting-event    = { message = "outbox.late", says = "A committed event waits for over 5 minutes to be published. Look at Pub/Sub and at the rights of sweep_outbox; then: python -m dev replay --from outbox --dry-run" }
    dead-letter      = { message = "event.dead_letter", says = "An event could not be handled. See it with: python -m dev replay --dry-run" }
    malformed-event  = { message = "event.malformed", says = "Something that is no event of ours was sent to a topic." }
    newer-event      = { message = "event.newer_version", says = "An event of a newer version waits in quarantine; deploy, then replay." }
    budget-not-kept  = { message = "budget.not_rolled", says = "A period did not begin for somebody." }
    late-deletion    = { message = "deletion.late", says = "An account is not closed in time." }
    identity-failure = { message = "identity service failed", says = "Accounts cannot be looked up; writes are refused meanwhile." }
    identity-rights  = { message = "no credentials for the identity service", says = "A function cannot act for itself towards the identity service: look at its account." }
    certificates     = { message = "certificates unavailable", says = "The certificates of tokens cannot be fetched; who is not known yet is refused with 503." }
    gate-failure     = { message = "the gate of a tool failed", says = "What decides over the model's writes failed; they are refused." }
    tool-failure     = { message = "a tool failed", says = "A tool of an agent ended in an error that nobody foresaw; the turn went on without it." }
    model-failure    = { message = "model unavailable", says = "The model did not answer and rules did its work. Look at quotas and the model's status." }
    retention        = { message = "retention.failed", says = "Old rows of somebody were not removed." }
    held-push        = { message = "push.not_released", says = "A message that waited for the end of somebody's quiet hours was not sent." }
    push-rights      = { message = "push.no_credentials", says = "A function may not send messages to devices: look at its account." }
    push-refused     = { message = "push.refused", says = "Firebase Cloud Messaging refuses what is sent: look at the project's set-up." }
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
