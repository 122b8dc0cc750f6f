mock_provider "google" {
  mock_data "google_cloud_run_v2_service" {
    defaults = { template = [{ containers = [{ resources = [{ startup_cpu_boost = true }] }] }] }
  }
  mock_resource "google_logging_project_bucket_config" {
    defaults = { id = "projects/aion-demo/locations/global/buckets/faults" }
  }
  mock_resource "google_logging_project_sink" {
    defaults = { writer_identity = "serviceAccount:sink@example.com" }
  }
}

variables {
  region            = "europe-west1"
  run_services      = { expenses = "projects/aion-demo/locations/europe-west1/services/expenses" }
  project           = "aion-demo"
  project_number    = "123"
  mails             = ["on-call@example.com"]
  load_balancer     = "aion-routes"
  kept_subscription = "dead-letters-kept"
  sweep_service     = "sweep-outbox"
  log_days          = 30
  fault_days        = 90
  billing           = { account = "000000-000000-000000", currency = "EUR", units = 100 }
}

run "errors_that_burn_the_month_are_told" {
  assert {
    condition     = { for name in ["fast", "slow"] : name => google_monitoring_alert_policy.threshold["burn-${name}"].conditions[0].condition_threshold[0].threshold_value } == { fast = 14.4, slow = 6 }
    error_message = "two windows, as the site reliability workbook has them"
  }
}

run "every_alert_reaches_somebody" {
  assert {
    condition     = alltrue([for one in google_monitoring_alert_policy.threshold : length(one.notification_channels) == 1])
    error_message = "an alert goes to somebody"
  }

  assert {
    condition     = alltrue([for name in keys(google_logging_metric.watched) : google_monitoring_alert_policy.threshold[name].documentation[0].content != ""])
    error_message = "an alert of a line says what it is about"
  }

  assert {
    condition     = length(output.alerts) == length(google_logging_metric.watched) + 7
    error_message = "all of them are listed"
  }
}

run "logs_go_in_time" {
  assert {
    condition     = google_logging_project_bucket_config.default.retention_days == 30 && google_logging_project_bucket_config.faults.retention_days == 90
    error_message = "logs are kept as long as they are needed"
  }
}

run "spending_is_watched" {
  assert {
    condition     = google_billing_budget.month[0].amount[0].specified_amount[0].units == "100" && length(google_billing_budget.month[0].threshold_rules) == 4
    error_message = "half, nearly all, all, and what is coming"
  }
}

run "one_persons_conversation_is_watched_by_a_hash" {
  assert {
    condition     = google_monitoring_alert_policy.threshold["denied"].conditions[0].condition_threshold[0].aggregations[0].group_by_fields == tolist(["metric.label.user"]) && google_monitoring_alert_policy.threshold["denied"].conditions[0].condition_threshold[0].threshold_value == 20
    error_message = "refusals are counted for each person"
  }

  assert {
    condition     = google_monitoring_alert_policy.spend.conditions[0].condition_prometheus_query_language[0].query == "sum by (user) (increase(logging_googleapis_com:user_aion_model_spend_sum{monitored_resource=\"cloud_run_revision\"}[1d])) > 1000000"
    error_message = "spending is summed for each person and day"
  }

  assert {
    condition     = google_logging_metric.spend.value_extractor == "EXTRACT(jsonPayload.micros)" && google_logging_metric.denied.label_extractors["user"] == "EXTRACT(jsonPayload.user)"
    error_message = "the fields are those that the code logs"
  }
}

run "a_start_without_more_processor_is_told" {
  override_data {
    target = data.google_cloud_run_v2_service.function
    values = { template = [{ containers = [{ resources = [{ startup_cpu_boost = false }] }] }] }
  }

  assert {
    condition     = data.google_cloud_run_v2_service.function["expenses"].name == "expenses"
    error_message = "the service is asked for by its own name"
  }

  expect_failures = [check.startup_cpu_boost]
}
