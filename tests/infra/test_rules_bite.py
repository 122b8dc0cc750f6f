"""The rules about plans bite: a plan of a copy with many faults breaks every one of these rules."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.infra import test_alerts as alerts
from tests.infra import test_plan as rules
from tests.infra.planned import Planned, plan
from tools.terraform.planning import TOLD, copied

pytestmark = pytest.mark.xdist_group("terraform")
FAULTS = (
    ("modules/function/main.tf", '"ALLOW_INTERNAL_ONLY"', '"ALLOW_ALL"'),
    ("modules/function/main.tf", ": var.callers", ': { everybody = "allUsers" }'),
    ("modules/function/main.tf", "tostring(var.size.concurrency)", '"1"'),
    ("modules/front-door/main.tf", 'trimsuffix(path, "/"), ', ""),
    ("modules/front-door/main.tf", "  security_policy       = google_compute_security_policy.this.id\n", ""),
    (
        "modules/messaging/main.tf",
        "each.value.topic == local.dead ? [] : [google_pubsub_topic.this[local.dead].id]",
        "[]",
    ),
    ("modules/messaging/main.tf", "topic != var.declared.schedule_topic", "true"),
    (
        "modules/storage/main.tf",
        'public_access_prevention    = "enforced"',
        'public_access_prevention    = "inherited"',
    ),
    ("app/main.tf", 'keys = "expires_at", ', ""),
    ("app/functions.tf", '"roles/datastore.user"', '"roles/editor"'),
    (
        "app/functions.tf",
        'FORWARDED_HOPS = "2"',
        'FORWARDED_HOPS = "2"\n      IDENTITY_TOOLKIT_URL = "http://localhost:1"',
    ),
    ("app/functions.tf", '["users", "chat", ', '["users", "chat", "budget", '),
    ("environments/prod/main.tf", "protected      = true", "protected      = false"),
    ("environments/prod/main.tf", "faults = 90", "faults = 400"),
    ("modules/observability/main.tf", '"ledger.difference"', '"ledger.differs"'),
    ("modules/observability/people.tf", "EXTRACT(jsonPayload.micros)", "EXTRACT(jsonPayload.cents)"),
    ("modules/observability/people.tf", "user/${google_logging_metric.denied.name}", "user/aion/denied"),
    ("../firestore.rules", "if false", "if request.auth != null"),
)
BROKEN = (
    rules.test_workers_are_closed_to_the_outside_and_http_functions_open_to_the_front_door,
    rules.test_everybody_may_call_exactly_the_http_functions,
    rules.test_a_worker_is_called_by_its_own_caller_alone,
    rules.test_a_function_takes_as_many_requests_at_once_as_it_has_threads,
    rules.test_every_route_of_the_api_leads_to_the_function_that_serves_it,
    rules.test_every_backend_stands_behind_the_armour,
    rules.test_every_subscription_retries_never_expires_and_has_a_dead_letter,
    rules.test_pubsub_itself_may_bury_what_cannot_be_delivered,
    rules.test_only_the_scheduler_says_that_it_is_time,
    rules.test_buckets_are_private_and_keep_versions,
    rules.test_rows_that_expire_are_removed_by_the_store,
    rules.test_nobody_is_given_a_basic_role,
    rules.test_rights_on_the_whole_project_are_these_alone,
    rules.test_no_function_can_be_told_of_an_emulator,
    rules.test_only_those_who_handle_receipts_reach_the_bucket,
    rules.test_devices_reach_no_document,
    alerts.test_each_line_that_is_watched_is_logged_by_the_code,
    alerts.test_each_error_of_the_code_is_watched,
    alerts.test_fields_that_metrics_take_out_of_a_line_are_logged,
    alerts.test_every_alert_that_reliability_asks_for_is_there_and_reaches_somebody,
    alerts.test_every_metric_of_log_lines_has_an_alert,
)


@pytest.fixture(scope="module")
def faulty(terraform_environment: dict[str, str], archives: Path, tmp_path_factory: pytest.TempPathFactory) -> Planned:
    top = copied(tmp_path_factory.mktemp("faulty"))
    for name, old, new in FAULTS:
        text = (top / name).read_text(encoding="utf-8")
        assert old in text, (name, old)
        (top / name).write_text(text.replace(old, new), encoding="utf-8")
    indexes = top.parent / "indexes.json"
    indexes.write_text(indexes.read_text(encoding="utf-8").replace('"budget_ids"', '"budget_id"'), encoding="utf-8")
    return plan(terraform_environment, top / "environments" / "prod", archives, **TOLD)


@pytest.mark.parametrize("rule", BROKEN, ids=lambda rule: rule.__name__.removeprefix("test_"))
def test_a_broken_rule_is_told(faulty: Planned, rule: Callable[[Planned], None]) -> None:
    with pytest.raises(AssertionError):
        rule(faulty)


def test_an_index_that_is_not_made_is_told(faulty: Planned) -> None:
    with pytest.raises(AssertionError):
        rules.test_every_declared_index_is_made(faulty)


@pytest.mark.parametrize(
    "rule",
    [
        rules.test_the_data_of_production_is_protected,
        rules.test_what_outlives_an_account_is_told_as_long_as_it_is_kept,
        rules.test_who_deploys_may_give_those_roles_and_no_others,
    ],
    ids=lambda rule: rule.__name__.removeprefix("test_"),
)
def test_a_broken_rule_about_production_is_told(faulty: Planned, rule: Callable[[Any], None]) -> None:
    with pytest.raises(AssertionError):
        rule(lambda *_: faulty)
