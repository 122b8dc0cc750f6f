# Functions start with more processor than they run with. The API of functions has no argument for it and switches it on
# by itself (docs/adr/0017): should that change, each plan and apply says so.
data "google_cloud_run_v2_service" "function" {
  for_each = var.run_services
  project  = var.project
  location = var.region
  name     = basename(each.value)
}

check "startup_cpu_boost" {
  assert {
    condition = alltrue([
      for service in data.google_cloud_run_v2_service.function :
      anytrue(flatten([for one in service.template : [for container in one.containers : [for limits in container.resources : limits.startup_cpu_boost]]]))
    ])
    error_message = "A function starts without CPU boost. For each of them: gcloud run services update NAME --cpu-boost --region=${var.region} --project=${var.project}"
  }
}
