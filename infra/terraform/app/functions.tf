# The one map of functions. Names, paths, topics and schedules are those that the local stack runs on
# (infra/events.json); files and needed rights are read from the code by `make build`.
locals {
  declared = jsondecode(file("${path.module}/../../events.json"))
  indexes  = jsondecode(file("${path.module}/../../indexes.json"))
  built    = jsondecode(file("${var.archives}/manifest.json"))

  # One request of a file of 40 megapixels, with its child process, needs under 512 MB (docs/receipts.md).
  sizes = {
    http    = { memory_mib = 1024, cpu = 1, concurrency = 20, timeout_s = 60 }
    model   = { memory_mib = 1024, cpu = 1, concurrency = 20, timeout_s = 120 }
    files   = { memory_mib = 2048, cpu = 2, concurrency = 8, timeout_s = 120 }
    worker  = { memory_mib = 512, cpu = 1, concurrency = 10, timeout_s = 120 }
    walking = { memory_mib = 1024, cpu = 1, concurrency = 1, timeout_s = 540 }
  }
  size_of = {
    chat                  = "files"
    expenses              = "files"
    read_pending_receipts = "files"
    advisor               = "model"
    forecast              = "model"
    onboarding            = "model"
    reports               = "model"
    apply_retention       = "walking"
    delete_user           = "walking"
    push_notifications    = "walking"
    send_digests          = "walking"
    rebuild_periods       = "walking"
    reconcile             = "walking"
    roll_periods          = "walking"
    sweep_receipts        = "walking"
  }

  kinds = merge(
    { for name, about in local.declared.http : name => { public = true, paths = about.paths } },
    { for name, about in local.declared.workers : name => { public = false, paths = [] } },
  )
  functions = {
    for name, about in local.kinds : name => merge(about, {
      file  = local.built[name].file
      needs = toset(local.built[name].needs)
      size = merge(local.sizes[lookup(local.size_of, name, about.public ? "http" : "worker")], {
        min_instances = about.public ? var.warm_instances : 0
        max_instances = about.public ? var.max_instances.http : var.max_instances.worker
      })
    })
  }

  # The code that a function reaches says what it could need; of these rights only the named functions have a use.
  with_receipts = toset([for name in ["users", "chat", "expenses", "read_pending_receipts", "sweep_receipts", "delete_user"] : name if contains(local.functions[name].needs, "receipts")])
  with_accounts = toset([for name in ["users", "delete_user"] : name if contains(local.functions[name].needs, "accounts")])
  with_model    = toset([for name, about in local.functions : name if contains(about.needs, "model") && !contains(["roll_periods", "sweep_receipts"], name)])
  with_events   = toset([for name, about in local.functions : name if contains(about.needs, "events") && !contains(["docs", "park_dead_letters"], name)])
  with_push     = toset(["push_notifications", "send_digests"])
  # Routes look up whether a token was revoked; workers are called by Pub/Sub alone.
  with_lookup = toset([for name, about in local.functions : name if about.public && contains(about.needs, "accounts") && !contains(local.with_accounts, name)])
}

module "function" {
  for_each = local.functions
  source   = "../modules/function"

  project           = var.project
  region            = var.region
  name              = each.key
  description       = each.value.public ? "Serves ${join(" ", each.value.paths)}" : "Hears ${join(", ", keys(local.declared.workers[each.key].subscriptions))}"
  labels            = local.labels
  archive           = { bucket = module.storage.source, folder = var.archives, file = each.value.file }
  docker_repository = google_artifact_registry_repository.functions.id
  build_account     = google_service_account.builder.id
  size              = each.value.size
  public            = each.value.public
  callers           = each.value.public ? {} : { push = module.messaging.callers[each.key] }
  signs_links       = contains(["users", "expenses"], each.key)
  environment = merge(
    {
      AION_VERSION          = substr(each.value.file, -20, 16)
      GOOGLE_CLOUD_PROJECT  = var.project
      FIRESTORE_DATABASE    = var.database
      RECEIPTS_BUCKET       = "${var.project}-receipts"
      FIREBASE_API_KEY      = module.identity.api_key
      ALLOWED_ORIGINS       = join(",", var.origins)
      DEFAULT_CURRENCY      = var.defaults.currency
      DEFAULT_TIME_ZONE     = var.defaults.time_zone
      GOOGLE_CLOUD_LOCATION = var.model_location
      # Behind the load balancer the client's address is the last but one: the balancer adds its own.
      FORWARDED_HOPS = "2"
    },
    var.vertex ? { GOOGLE_GENAI_USE_VERTEXAI = "true" } : {},
    var.model_settings,
  )
  secrets = var.vertex || !contains(local.with_model, each.key) ? {} : { GEMINI_API_KEY = module.secrets.ids["gemini-api-key"] }

  depends_on = [module.services, time_sleep.until_builder_is_known]
}

# Rights on the one database, for no other can be named in the condition.
resource "google_project_iam_member" "data" {
  for_each = local.functions
  project  = var.project
  role     = "roles/datastore.user"
  member   = module.function[each.key].member

  condition {
    title      = "this database"
    expression = "resource.name == \"projects/${var.project}/databases/${var.database}\""
  }

  depends_on = [module.firestore]
}

resource "google_project_iam_member" "model" {
  for_each = var.vertex ? local.with_model : toset([])
  project  = var.project
  role     = "roles/aiplatform.user"
  member   = module.function[each.key].member
}

# Firebase Cloud Messaging has no narrower role for sending.
resource "google_project_iam_member" "push" {
  #checkov:skip=CKV_GCP_42:the only predefined role that may send; it reaches no data of ours
  for_each = local.with_push
  project  = var.project
  role     = "roles/firebasecloudmessaging.admin"
  member   = module.function[each.key].member
}
