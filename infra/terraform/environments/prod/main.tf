module "app" {
  source         = "../../app"
  project        = var.project
  environment    = "prod"
  region         = "europe-west1"
  data_location  = "eur3"
  archives       = var.archives
  database       = var.database
  protected      = true
  domains        = var.domains
  origins        = var.origins
  mails          = var.mails
  vertex         = var.vertex
  billing        = var.billing
  kms_keys       = var.kms_keys
  warm_instances = 1
  max_instances  = { http = 100, worker = 40 }
  backups        = { daily_days = 7, weekly_weeks = 14 }
  log_days       = { all = 30, faults = 90 }
}
