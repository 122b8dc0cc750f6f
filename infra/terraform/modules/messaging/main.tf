locals {
  dead = var.declared.dead_letter_topic
  subscriptions = merge([
    for worker, about in var.declared.workers : {
      for topic, types in about.subscriptions :
      "${replace(worker, "_", "-")}-${topic}" => { worker = worker, topic = topic, types = types }
    }
  ]...)
}

resource "google_pubsub_topic" "this" {
  #checkov:skip=CKV_GCP_83:messages are encrypted with Google's keys and gone within a week; keys of your own are for what is kept
  for_each                   = toset(var.declared.topics)
  project                    = var.project
  name                       = each.value
  labels                     = var.labels
  message_retention_duration = each.value == local.dead ? "604800s" : null
}

# One account a worker: a token of one opens no other.
resource "google_service_account" "push" {
  for_each     = var.declared.workers
  project      = var.project
  account_id   = "push-${replace(each.key, "_", "-")}"
  display_name = "Pub/Sub calls ${each.key}"
}

resource "google_pubsub_subscription" "push" {
  for_each             = local.subscriptions
  project              = var.project
  name                 = each.key
  topic                = google_pubsub_topic.this[each.value.topic].id
  labels               = var.labels
  ack_deadline_seconds = var.declared.push.ack_deadline_s
  filter               = length(each.value.types) == 0 ? null : join(" OR ", [for one in each.value.types : "attributes.type = \"${one}\""])

  expiration_policy {
    ttl = "" # never: a worker that hears nothing for a month still listens
  }

  retry_policy {
    minimum_backoff = "${var.declared.push.minimum_backoff_s}s"
    maximum_backoff = "${var.declared.push.maximum_backoff_s}s"
  }

  # What comes from the dead-letter topic itself stays there until its worker takes it.
  dynamic "dead_letter_policy" {
    for_each = each.value.topic == local.dead ? [] : [google_pubsub_topic.this[local.dead].id]
    content {
      dead_letter_topic     = dead_letter_policy.value
      max_delivery_attempts = var.declared.push.max_delivery_attempts
    }
  }

  push_config {
    # The framework reads the topic out of the path.
    push_endpoint = "${var.endpoints[each.value.worker]}/${google_pubsub_topic.this[each.value.topic].id}"

    oidc_token {
      service_account_email = google_service_account.push[each.value.worker].email
      audience              = var.endpoints[each.value.worker]
    }
  }
}

# A topic without a subscription loses what it is sent; this one keeps dead letters even when their worker is broken.
resource "google_pubsub_subscription" "kept" {
  project                    = var.project
  name                       = "${local.dead}-kept"
  topic                      = google_pubsub_topic.this[local.dead].id
  labels                     = var.labels
  message_retention_duration = "604800s"

  expiration_policy {
    ttl = ""
  }
}

# Pub/Sub itself moves a message to the dead-letter topic, and takes it from the subscription.
resource "google_pubsub_topic_iam_member" "buries" {
  project = var.project
  topic   = google_pubsub_topic.this[local.dead].name
  role    = "roles/pubsub.publisher"
  member  = var.pubsub_agent
}

resource "google_pubsub_subscription_iam_member" "buries" {
  for_each     = { for name, one in local.subscriptions : name => one if one.topic != local.dead }
  project      = var.project
  subscription = google_pubsub_subscription.push[each.key].name
  role         = "roles/pubsub.subscriber"
  member       = var.pubsub_agent
}

# Pub/Sub signs the tokens with which it calls the workers.
resource "google_service_account_iam_member" "signs" {
  for_each           = var.declared.workers
  service_account_id = google_service_account.push[each.key].name
  role               = "roles/iam.serviceAccountTokenCreator"
  member             = var.pubsub_agent
}

resource "google_pubsub_topic_iam_member" "publishes" {
  for_each = merge([
    for name, member in var.publishers : {
      for topic in var.declared.topics : "${name}/${topic}" => { topic = topic, member = member }
      if topic != local.dead && topic != var.declared.schedule_topic
    }
  ]...)
  project = var.project
  topic   = google_pubsub_topic.this[each.value.topic].name
  role    = "roles/pubsub.publisher"
  member  = each.value.member
}

resource "google_pubsub_topic_iam_member" "schedules" {
  project = var.project
  topic   = google_pubsub_topic.this[var.declared.schedule_topic].name
  role    = "roles/pubsub.publisher"
  member  = var.scheduler_agent
}
