mock_provider "google" {
  mock_resource "google_service_account" {
    defaults = { name = "projects/p/serviceAccounts/fn", email = "fn@example.com", member = "serviceAccount:fn@example.com" }
  }
}

variables {
  project           = "aion-demo"
  region            = "europe-west1"
  name              = "budget_on_expense"
  description       = "Hears expenses"
  archive           = { bucket = "source", folder = "/archives", file = "budget-on-expense-0123456789abcdef.zip" }
  docker_repository = "projects/p/locations/l/repositories/functions"
  build_account     = "projects/p/serviceAccounts/builder"
  size              = { memory_mib = 512, cpu = 1, concurrency = 10, min_instances = 0, max_instances = 3, timeout_s = 120 }
  environment       = { GOOGLE_CLOUD_PROJECT = "aion-demo" }
  public            = false
  callers           = { push = "serviceAccount:push@example.com" }
}

run "a_worker_is_called_by_its_own_caller_alone" {
  assert {
    condition     = [for one in google_cloud_run_v2_service_iam_member.caller : one.member] == ["serviceAccount:push@example.com"]
    error_message = "nobody else may call a worker"
  }

  assert {
    condition     = google_cloudfunctions2_function.this.service_config[0].ingress_settings == "ALLOW_INTERNAL_ONLY"
    error_message = "a worker is not reached from outside"
  }

  assert {
    condition     = google_cloudfunctions2_function.this.name == "budget-on-expense" && google_cloudfunctions2_function.this.build_config[0].entry_point == "budget_on_expense"
    error_message = "the framework looks the entry point up by its Python name"
  }

  assert {
    condition     = google_cloudfunctions2_function.this.service_config[0].environment_variables.THREADS == "10"
    error_message = "threads are as many as requests at once"
  }
}

run "a_public_function_is_reached_through_the_front_door" {
  variables {
    public = true
  }

  assert {
    condition     = google_cloudfunctions2_function.this.service_config[0].ingress_settings == "ALLOW_INTERNAL_AND_GCLB" && [for one in google_cloud_run_v2_service_iam_member.caller : one.member] == ["allUsers"]
    error_message = "the code itself verifies tokens"
  }
}

run "an_emulator_is_refused" {
  command = plan

  variables {
    environment = { FIREBASE_AUTH_EMULATOR_HOST = "localhost:9099" }
  }

  expect_failures = [google_cloudfunctions2_function.this]
}

run "part_of_a_processor_takes_one_request" {
  command = plan

  variables {
    size = { memory_mib = 512, cpu = 0.5, concurrency = 10, min_instances = 0, max_instances = 3, timeout_s = 120 }
  }

  expect_failures = [var.size]
}

run "a_name_too_long_for_an_account_is_refused" {
  command = plan

  variables {
    name = "a_function_whose_name_is_too_long"
  }

  expect_failures = [var.name]
}
