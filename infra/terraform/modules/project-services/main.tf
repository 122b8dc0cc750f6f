# An API that was just switched on answers "disabled" for a while, and its service agent does not exist before it is
# asked for. Both races end here: everything else depends on this module.
resource "google_project_service" "this" {
  for_each           = var.services
  project            = var.project
  service            = each.value
  disable_on_destroy = false # another configuration may live in the project
}

resource "time_sleep" "until_apis_answer" {
  create_duration = "90s"
  triggers        = { services = join(",", sort(tolist(var.services))) }
  depends_on      = [google_project_service.this]
}

resource "google_project_service_identity" "agent" {
  for_each   = var.agents
  provider   = google-beta
  project    = var.project
  service    = each.value
  depends_on = [time_sleep.until_apis_answer]
}

# A grant to an agent that was made a second ago is refused.
resource "time_sleep" "until_agents_are_known" {
  create_duration = "30s"
  triggers        = { agents = join(",", sort(tolist(var.agents))) }
  depends_on      = [google_project_service_identity.agent]
}

data "google_project" "this" {
  project_id = var.project
  depends_on = [time_sleep.until_agents_are_known]
}
