locals {
  labels  = { app = "ai-on", environment = var.environment }
  members = { for name in keys(local.functions) : name => module.function[name].member }
}

module "services" {
  source  = "../modules/project-services"
  project = var.project
  services = toset([
    "aiplatform.googleapis.com", "apikeys.googleapis.com", "artifactregistry.googleapis.com",
    "billingbudgets.googleapis.com", "cloudbuild.googleapis.com", "cloudfunctions.googleapis.com",
    "cloudscheduler.googleapis.com", "compute.googleapis.com", "fcm.googleapis.com", "firebaserules.googleapis.com",
    "firestore.googleapis.com",
    "generativelanguage.googleapis.com", "iam.googleapis.com", "iamcredentials.googleapis.com",
    "identitytoolkit.googleapis.com", "logging.googleapis.com", "monitoring.googleapis.com",
    "pubsub.googleapis.com", "run.googleapis.com", "secretmanager.googleapis.com", "securetoken.googleapis.com",
    "storage.googleapis.com",
  ])
  agents = toset([
    "pubsub.googleapis.com", "cloudscheduler.googleapis.com", "cloudfunctions.googleapis.com", "run.googleapis.com",
    "firestore.googleapis.com",
  ])
}

module "firestore" {
  source    = "../modules/firestore"
  project   = var.project
  location  = var.data_location
  protected = var.protected
  indexes   = local.indexes
  rules     = file("${path.module}/../../firestore.rules")
  backups   = var.backups
  kms_key   = var.kms_keys.data
  agent     = module.services.agents["firestore.googleapis.com"]
  expiring  = { keys = "expires_at", processed = "expires_at", pushes = "expires_at", sign_ups = "expires_at" }
  unindexed = [
    { collection = "outbox", field = "data" },
    { collection = "dead_letters", field = "data" },
    { collection = "quarantine", field = "data" },
    { collection = "reports", field = "text" },
    { collection = "advice", field = "advice" },
    { collection = "keys", field = "body" },
    { collection = "messages", field = "msg" },
    { collection = "messages", field = "queries" },
    # Maps: each of their parts would have an index entry of its own, moved by every entry that somebody makes.
    { collection = "actions", field = "changes" },
    { collection = "periods", field = "income" },
    { collection = "periods", field = "totals" },
  ]

  depends_on = [module.services]
}

module "storage" {
  source    = "../modules/storage"
  project   = var.project
  location  = var.region
  protected = var.protected
  origins   = var.origins
  kms_key   = var.kms_keys.receipts
  holders   = { for name in local.with_receipts : name => local.members[name] }
  builder   = google_service_account.builder.member
}

module "messaging" {
  source          = "../modules/messaging"
  project         = var.project
  labels          = local.labels
  declared        = local.declared
  endpoints       = { for name in keys(local.declared.workers) : name => module.function[name].uri }
  publishers      = { for name in local.with_events : name => local.members[name] }
  pubsub_agent    = module.services.agents["pubsub.googleapis.com"]
  scheduler_agent = module.services.agents["cloudscheduler.googleapis.com"]
}

module "scheduler" {
  source    = "../modules/scheduler"
  project   = var.project
  region    = var.region
  topic     = module.messaging.topics[local.declared.schedule_topic]
  schedules = local.declared.schedules
}

module "identity" {
  source         = "../modules/identity"
  project        = var.project
  domains        = concat(["localhost"], var.domains)
  viewers        = { for name in local.with_lookup : name => local.members[name] }
  administrators = { for name in local.with_accounts : name => local.members[name] }

  depends_on = [module.services]
}

module "secrets" {
  source  = "../modules/secrets"
  project = var.project
  region  = var.region
  labels  = local.labels
  secrets = var.vertex ? toset([]) : toset(["gemini-api-key"])
  readers = var.vertex ? {} : { gemini-api-key = { for name in local.with_model : name => local.members[name] } }

  depends_on = [module.services]
}

module "front_door" {
  source   = "../modules/front-door"
  project  = var.project
  region   = var.region
  name     = "aion"
  services = { for name, about in local.functions : name => module.function[name].service if about.public }
  paths    = { for name, about in local.functions : name => about.paths if about.public }
  domains  = var.domains
}

module "observability" {
  source            = "../modules/observability"
  project           = var.project
  project_number    = module.services.number
  region            = var.region
  run_services      = { for name in keys(local.functions) : name => module.function[name].run_service }
  mails             = var.mails
  load_balancer     = module.front_door.load_balancer
  kept_subscription = "${local.declared.dead_letter_topic}-kept"
  sweep_service     = module.function["sweep_outbox"].service
  log_days          = var.log_days.all
  fault_days        = var.log_days.faults
  billing           = var.billing
}
