module "app" {
  source         = "../../app"
  project        = var.project
  environment    = "dev"
  region         = "europe-west1"
  data_location  = "europe-west1"
  archives       = var.archives
  database       = var.database
  protected      = false
  domains        = var.domains
  origins        = var.origins
  mails          = var.mails
  vertex         = var.vertex
  billing        = var.billing
  warm_instances = 0
  max_instances  = { http = 3, worker = 3 }
  backups        = { daily_days = 7, weekly_weeks = 1 }
  log_days       = { all = 7, faults = 30 }
}
