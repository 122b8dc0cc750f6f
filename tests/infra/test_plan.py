"""What a plan of any environment must hold; the declarations are read by the local stack's own reader."""

import json
import re
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest

import main
from bench import scale
from dev.declaration import load
from functions.users.api.shapes import DELETION_STARTED
from tests.architecture.indexes import declared as declared_indexes
from tests.infra.conftest import PlanOf
from tests.infra.planned import Planned
from tests.infra.routes import paths_of_all_routes
from tools.terraform.planning import PROJECT, ROOT

pytestmark = pytest.mark.xdist_group("terraform")
DECLARED = load()
TERRAFORM = ROOT / "infra" / "terraform"
HTTP = {function for _, function in DECLARED.routes}
EMULATORS = ("EMULATOR", "ID_TOKEN_CERT_URL", "IDENTITY_TOOLKIT_URL", "SECURE_TOKEN_URL", "SIGNING_KEY_FILE")


def test_every_function_of_the_table_is_deployed_by_its_own_name(planned: Planned) -> None:
    functions = planned.of("google_cloudfunctions2_function")
    assert {one["build_config"][0]["entry_point"] for one in functions} == set(main.FUNCTIONS)
    assert all(one["name"] == one["build_config"][0]["entry_point"].replace("_", "-") for one in functions)
    assert {one["build_config"][0]["runtime"] for one in functions} == {"python313"}


def test_every_function_has_an_account_of_its_own(planned: Planned) -> None:
    accounts = [
        one["service_config"][0]["service_account_email"] for one in planned.of("google_cloudfunctions2_function")
    ]
    assert len(set(accounts)) == len(accounts)
    assert all(account.startswith("fn-") for account in accounts)
    assert all(6 <= len(one["account_id"]) <= 30 for one in planned.of("google_service_account"))


def test_everybody_may_call_exactly_the_http_functions(planned: Planned) -> None:
    callers = planned.of("google_cloud_run_v2_service_iam_member")
    assert {one["role"] for one in callers} == {"roles/run.invoker"}
    public = {one["name"] for one in callers if one["member"] == "allUsers"}
    assert public == {name.replace("_", "-") for name in HTTP}
    everybody = [
        values for _, _, values in planned.rows if values.get("member") in {"allUsers", "allAuthenticatedUsers"}
    ]
    assert len(everybody) == len(public)


def test_a_worker_is_called_by_its_own_caller_alone(planned: Planned) -> None:
    callers = planned.of("google_cloud_run_v2_service_iam_member")
    workers = {one["name"]: one["member"] for one in callers if one["member"] != "allUsers"}
    account = "serviceAccount:push-{}@" + PROJECT + ".iam.gserviceaccount.com"
    assert workers == {name: account.format(name) for name in (one.replace("_", "-") for one in DECLARED.workers)}


def test_workers_are_closed_to_the_outside_and_http_functions_open_to_the_front_door(planned: Planned) -> None:
    for one in planned.of("google_cloudfunctions2_function"):
        public = one["build_config"][0]["entry_point"] in HTTP
        assert one["service_config"][0]["ingress_settings"] == (
            "ALLOW_INTERNAL_AND_GCLB" if public else "ALLOW_INTERNAL_ONLY"
        )
        assert one["event_trigger"] == []  # it has neither a dead letter nor a backoff


def test_no_function_can_be_told_of_an_emulator(planned: Planned) -> None:
    for one in planned.of("google_cloudfunctions2_function"):
        names = one["service_config"][0]["environment_variables"]
        assert not [name for name in names if any(word in name for word in EMULATORS)]


def test_a_function_takes_as_many_requests_at_once_as_it_has_threads(planned: Planned) -> None:
    for one in planned.of("google_cloudfunctions2_function"):
        (config,) = one["service_config"]
        assert config["environment_variables"]["THREADS"] == str(config["max_instance_request_concurrency"])
        assert config["environment_variables"]["FORWARDED_HOPS"] == "2"
        assert config["max_instance_count"] >= 1


def test_subscriptions_are_those_of_the_local_stack(planned: Planned) -> None:
    pushed = {one["name"]: one for one in planned.of("google_pubsub_subscription") if one["push_config"]}
    assert set(pushed) == {one.name for one in DECLARED.subscriptions}
    for declared in DECLARED.subscriptions:
        one, worker = pushed[declared.name], declared.worker.replace("_", "-")
        (push,) = one["push_config"]
        (token,) = push["oidc_token"]
        assert (one["filter"] or "") == declared.filter
        assert len(declared.filter.encode()) <= 256  # the longest that Pub/Sub takes
        assert push["push_endpoint"] == f"https://{worker}.run.example/projects/{PROJECT}/topics/{declared.topic}"
        assert token["audience"] == f"https://{worker}.run.example"
        assert token["service_account_email"].startswith(f"push-{worker}@")


def test_every_subscription_retries_never_expires_and_has_a_dead_letter(planned: Planned) -> None:
    for one in planned.of("google_pubsub_subscription"):
        assert one["expiration_policy"] == [{"ttl": ""}]
        if one["push_config"]:
            assert one["retry_policy"][0]["maximum_backoff"] == "600s"
            assert bool(one["dead_letter_policy"]) == (not one["name"].endswith("-dead-letters"))


def test_pubsub_itself_may_bury_what_cannot_be_delivered(planned: Planned) -> None:
    agent = "serviceAccount:pubsub.agent@example"
    taken = {
        one["subscription"] for one in planned.of("google_pubsub_subscription_iam_member") if one["member"] == agent
    }
    dead = {one["name"] for one in planned.of("google_pubsub_subscription") if one["dead_letter_policy"]}
    assert taken == dead
    topics = planned.of("google_pubsub_topic_iam_member")
    assert [one["topic"] for one in topics if one["member"] == agent] == ["dead-letters"]


def test_only_the_scheduler_says_that_it_is_time(planned: Planned) -> None:
    topics = planned.of("google_pubsub_topic_iam_member")
    assert [one["member"] for one in topics if one["topic"] == "schedules"] == [
        "serviceAccount:cloudscheduler.agent@example"
    ]
    jobs = {one["pubsub_target"][0]["attributes"]["type"]: one for one in planned.of("google_cloud_scheduler_job")}
    assert {name: (one["schedule"], one["time_zone"]) for name, one in jobs.items()} == {
        one.type: (one.cron, one.time_zone) for one in DECLARED.schedules
    }


def test_nobody_is_given_a_basic_role(planned: Planned) -> None:
    roles = {values["role"] for _, _, values in planned.rows if isinstance(values.get("role"), str)}
    assert roles
    assert not roles & {"roles/owner", "roles/editor", "roles/viewer"}


def test_rights_on_the_whole_project_are_these_alone(planned: Planned) -> None:
    roles = {one["role"] for one in planned.of("google_project_iam_member")}
    assert roles <= {
        "roles/datastore.user",  # on the one database, by a condition
        "roles/firebaseauth.viewer",
        "roles/firebaseauth.admin",
        "roles/aiplatform.user",
        "roles/firebasecloudmessaging.admin",  # the narrowest one that may send
        "roles/logging.logWriter",
        "roles/logging.bucketWriter",
        "roles/storage.objectViewer",  # of the builder, on the buckets that Cloud Functions makes, by a condition
    }
    data = [one for one in planned.of("google_project_iam_member") if one["role"] == "roles/datastore.user"]
    assert len(data) == len(main.FUNCTIONS)
    assert all("databases/(default)" in one["condition"][0]["expression"] for one in data)
    (builder,) = [one for one in planned.of("google_project_iam_member") if one["role"] == "roles/storage.objectViewer"]
    assert builder["member"].startswith("serviceAccount:aion-builder@")
    assert "buckets/gcf-v2-sources-" in builder["condition"][0]["expression"]


def test_who_deploys_may_give_those_roles_and_no_others(plan_of: PlanOf) -> None:
    given = re.search(r"given = \[(.*?)\]", (TERRAFORM / "bootstrap" / "main.tf").read_text(encoding="utf-8"), re.S)
    assert given is not None
    roles = {one["role"] for one in plan_of("prod").of("google_project_iam_member")}
    assert set(re.findall(r'"(roles/[^"]+)"', given.group(1))) == roles


def test_devices_reach_no_document(planned: Planned) -> None:
    (rules,) = planned.of("google_firebaserules_ruleset")
    (release,) = planned.of("google_firebaserules_release")
    allowed = re.findall(r"allow\s+([^;]*);", rules["source"][0]["files"][0]["content"])
    assert allowed == ["read, write: if false"]
    assert release["name"] == "cloud.firestore"


def test_only_those_who_handle_receipts_reach_the_bucket(planned: Planned) -> None:
    holders = {
        one["member"].split(":fn-")[1].split("@")[0]
        for one in planned.of("google_storage_bucket_iam_member")
        if one["role"] == "roles/storage.objectUser"
    }
    assert holders == {"users", "chat", "expenses", "read-pending-receipts", "sweep-receipts", "delete-user"}


def test_buckets_are_private_and_keep_versions(planned: Planned) -> None:
    for one in planned.of("google_storage_bucket"):
        assert one["uniform_bucket_level_access"]
        assert one["public_access_prevention"] == "enforced"
        assert one["versioning"] == [{"enabled": True}]


def _service(routes: dict[str, Any], path: str) -> str:
    """The function that the load balancer chooses: that of the longest pattern that fits."""
    fitting = [
        (len(pattern), rule["service"])
        for rule in routes["path_rule"]
        for pattern in rule["paths"]
        if fnmatch(path, pattern)
    ]
    service: str = max(fitting)[1] if fitting else routes["default_service"]
    return service.removeprefix("google_compute_backend_service/aion-")


def test_every_route_of_the_api_leads_to_the_function_that_serves_it(planned: Planned) -> None:
    routes = next(one for one in planned.of("google_compute_url_map") if one["path_matcher"])["path_matcher"][0]
    paths = paths_of_all_routes()
    assert len(paths) > 20
    for path in [*paths, *(path.rstrip("/") or "/" for path in paths)]:
        assert _service(routes, path) == DECLARED.function_of(path), path


def test_every_backend_stands_behind_the_armour(planned: Planned) -> None:
    for one in planned.of("google_compute_backend_service"):
        assert one["security_policy"] == "google_compute_security_policy/aion-armor"
    assert len(planned.of("google_compute_backend_service")) == len(HTTP)


def test_plain_http_leads_to_https(planned: Planned) -> None:
    (proxy,) = planned.of("google_compute_target_http_proxy")
    assert proxy["url_map"] == "google_compute_url_map/aion-to-https"
    assert {one["port_range"] for one in planned.of("google_compute_global_forwarding_rule")} == {"80", "443"}


def test_every_declared_index_is_made(planned: Planned) -> None:
    made = {
        (
            one["collection"],
            one["query_scope"],
            tuple((row["field_path"], row["order"] or row["array_config"]) for row in one["fields"]),
        )
        for one in planned.of("google_firestore_index")
    }
    for field in planned.of("google_firestore_field"):
        for row in (field["index_config"] or [{}])[0].get("indexes", ()):
            made.add(
                (field["collection"], row["query_scope"], ((field["field"], row["order"] or row["array_config"]),))
            )
    assert made == {(one.collection, one.scope, one.fields) for one in declared_indexes()}


def test_rows_that_expire_are_removed_by_the_store(planned: Planned) -> None:
    expiring = {one["collection"]: one["field"] for one in planned.of("google_firestore_field") if one["ttl_config"]}
    assert expiring == dict.fromkeys(("keys", "processed", "pushes", "sign_ups"), "expires_at")


def test_archives_are_named_by_what_is_in_them(planned: Planned, archives: Path) -> None:
    built = json.loads((archives / "manifest.json").read_text(encoding="utf-8"))
    objects = {one["name"] for one in planned.of("google_storage_bucket_object")}
    assert objects == {f"functions/{one['file']}" for one in built.values()}


def test_the_data_of_production_is_protected(plan_of: PlanOf) -> None:
    prod = plan_of("prod")
    (database,) = prod.of("google_firestore_database")
    assert database["delete_protection_state"] == "DELETE_PROTECTION_ENABLED"
    assert database["point_in_time_recovery_enablement"] == "POINT_IN_TIME_RECOVERY_ENABLED"
    assert database["deletion_policy"] == "ABANDON"
    assert prod.count("google_firestore_backup_schedule") == 2
    receipts = next(one for one in prod.of("google_storage_bucket") if one["name"].endswith("-receipts"))
    assert not receipts["force_destroy"]


def test_production_may_have_keys_of_its_own_one_where_each_of_its_data_lies(plan_of: PlanOf) -> None:
    keys = {"data": "projects/p/locations/europe/k", "receipts": "projects/p/locations/europe-west1/k"}
    keyed = plan_of("prod", kms_keys=json.dumps(keys))
    (database,) = keyed.of("google_firestore_database")
    receipts = next(one for one in keyed.of("google_storage_bucket") if one["name"].endswith("-receipts"))
    assert database["cmek_config"][0]["kms_key_name"] == keys["data"]
    assert receipts["encryption"][0]["default_kms_key_name"] == keys["receipts"]
    assert {one["crypto_key_id"] for one in keyed.of("google_kms_crypto_key_iam_member")} == set(keys.values())
    assert plan_of("prod").count("google_kms_crypto_key_iam_member") == 0


def test_the_simulated_worker_is_the_one_of_production(plan_of: PlanOf) -> None:
    functions = {one["name"]: one["service_config"][0] for one in plan_of("prod").of("google_cloudfunctions2_function")}
    busiest = functions["budget-on-expense"]
    at_once = busiest["max_instance_request_concurrency"]
    assert (busiest["max_instance_count"], at_once) == (scale.INSTANCES, scale.AT_ONCE)


def test_functions_may_be_pointed_at_a_restored_database_and_reach_no_other(plan_of: PlanOf) -> None:
    drilled = plan_of("dev", database="drill")
    for one in drilled.of("google_cloudfunctions2_function"):
        assert one["service_config"][0]["environment_variables"]["FIRESTORE_DATABASE"] == "drill"
    data = [one for one in drilled.of("google_project_iam_member") if one["role"] == "roles/datastore.user"]
    places = {one["condition"][0]["expression"] for one in data}
    assert places == {f'resource.name == "projects/{PROJECT}/databases/drill"'}


def test_what_outlives_an_account_is_told_as_long_as_it_is_kept(plan_of: PlanOf) -> None:
    prod = plan_of("prod")
    (database,) = prod.of("google_firestore_database")
    assert database["point_in_time_recovery_enablement"] == "POINT_IN_TIME_RECOVERY_ENABLED"  # 7 days, by Google
    backups = max(int(one["retention"].removesuffix("s")) for one in prod.of("google_firestore_backup_schedule"))
    logs = max(one["retention_days"] for one in prod.of("google_logging_project_bucket_config"))
    kept = [one["message_retention_duration"] for one in prod.of("google_pubsub_subscription")]
    kept += [one["message_retention_duration"] for one in prod.of("google_pubsub_topic")]
    messages = max(int(one.removesuffix("s")) for one in kept if one)
    told = [7, backups // 86400, messages // 86400, logs]
    assert [row["days"] for row in DELETION_STARTED["outlives"]] == told


def test_with_an_api_key_only_those_who_ask_a_model_read_the_secret(plan_of: PlanOf) -> None:
    keyed = plan_of("dev", vertex="false")
    readers = {one["member"] for one in keyed.of("google_secret_manager_secret_iam_member")}
    given = {
        f"serviceAccount:{one['service_config'][0]['service_account_email']}"
        for one in keyed.of("google_cloudfunctions2_function")
        if one["service_config"][0]["secret_environment_variables"]
    }
    assert readers == given
    assert not [one for one in readers if "sweep-outbox" in one]
    assert "roles/aiplatform.user" not in {one["role"] for one in keyed.of("google_project_iam_member")}
    assert plan_of("dev").count("google_secret_manager_secret") == 0
