mock_provider "google" {
  mock_resource "google_pubsub_topic" {
    defaults = { id = "projects/aion-demo/topics/any" }
  }
  mock_resource "google_service_account" {
    defaults = { name = "projects/p/serviceAccounts/push", email = "push@example.com", member = "serviceAccount:push@example.com" }
  }
}

variables {
  project = "aion-demo"
  declared = {
    topics            = ["expenses", "schedules", "dead-letters"]
    dead_letter_topic = "dead-letters"
    schedule_topic    = "schedules"
    push              = { ack_deadline_s = 600, minimum_backoff_s = 1, maximum_backoff_s = 600, max_delivery_attempts = 10 }
    workers = {
      on_expense        = { subscriptions = { expenses = ["expense.recorded", "expense.changed"] } }
      park_dead_letters = { subscriptions = { dead-letters = [] } }
    }
  }
  endpoints       = { on_expense = "https://on-expense.example.com", park_dead_letters = "https://park.example.com" }
  publishers      = { expenses = "serviceAccount:fn@example.com" }
  pubsub_agent    = "serviceAccount:pubsub@example.com"
  scheduler_agent = "serviceAccount:scheduler@example.com"
}

run "every_worker_is_pushed_to_with_a_token_for_it_alone" {
  assert {
    condition     = google_pubsub_subscription.push["on-expense-expenses"].push_config[0].oidc_token[0].audience == "https://on-expense.example.com"
    error_message = "a token of one worker opens no other"
  }

  assert {
    condition     = google_pubsub_subscription.push["on-expense-expenses"].filter == "attributes.type = \"expense.recorded\" OR attributes.type = \"expense.changed\""
    error_message = "a worker hears what it declared"
  }

  assert {
    condition     = alltrue([for one in google_pubsub_subscription.push : one.expiration_policy[0].ttl == "" && length(one.retry_policy) == 1])
    error_message = "no subscription expires, each retries"
  }
}

run "what_cannot_be_delivered_is_kept" {
  assert {
    condition     = google_pubsub_subscription.push["on-expense-expenses"].dead_letter_policy[0].max_delivery_attempts == 10 && length(google_pubsub_subscription.push["park-dead-letters-dead-letters"].dead_letter_policy) == 0
    error_message = "dead letters go to their topic, and from there nowhere"
  }

  assert {
    condition     = keys(google_pubsub_subscription_iam_member.buries) == ["on-expense-expenses"] && google_pubsub_topic_iam_member.buries.role == "roles/pubsub.publisher"
    error_message = "Pub/Sub itself needs the right to bury"
  }
}

run "functions_publish_events_and_only_the_scheduler_schedules" {
  assert {
    condition     = keys(google_pubsub_topic_iam_member.publishes) == ["expenses/expenses"] && google_pubsub_topic_iam_member.schedules.member == var.scheduler_agent
    error_message = "no function may pretend that it is time"
  }
}
