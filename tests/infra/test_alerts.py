"""Alerts go by what the code logs: neither of them can be renamed alone, and no error is logged for nobody."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from shared.gcp.parked import Reason
from tests.infra.planned import Planned
from tools.costs import CONDITIONS, TIMERS

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.xdist_group("terraform")
# What RELIABILITY §8 asks for, by the name of the alert.
ASKED = {
    "ledger.difference",
    "outbox.late",
    "event.dead_letter",
    "Pub/Sub gave a message up",
    "Errors of the month are used up fast",
    "Errors of the month are used up slow",
    "The gate refuses one person's conversation again and again",
    "One person's conversation costs much",
    "certificates unavailable",
}


FIELDS = ("message", "event")
QUARANTINED = set(get_args(Reason)) - {"undeliverable"}


def _trees() -> Iterator[ast.Module]:
    for folder in ("functions", "shared"):
        for file in (ROOT / folder).rglob("*.py"):
            yield ast.parse(file.read_text(encoding="utf-8"))


def logged() -> tuple[set[str], set[str]]:
    """Every text of the deployed code, and the messages that it logs as errors."""
    texts, errors = set[str](), set[str]()
    for node in (node for tree in _trees() for node in ast.walk(tree)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            texts.add(node.value)
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "logs.error":
            (message,) = node.args
            # Written out, for alerts go by it; but for the two reasons of the one place that quarantines.
            told = {f"event.{reason}" for reason in QUARANTINED}
            if isinstance(message, ast.Constant):
                told = {str(message.value)}
            else:
                assert ast.unparse(message) == "f'event.{reason}'"
            errors |= told
    return texts | errors, errors


def watched(planned: Planned) -> dict[str, set[str]]:
    """The values of `message` and of `event` that metrics count."""
    filters = [one["filter"] for one in planned.of("google_logging_metric")]
    return {field: set(re.findall(rf'jsonPayload\.{field}="([^"]+)"', " ".join(filters))) for field in FIELDS}


def test_each_line_that_is_watched_is_logged_by_the_code(planned: Planned) -> None:
    texts, _ = logged()
    found = watched(planned)
    assert found["event"] == {"gate_denied", "model_spend"}
    assert set().union(*found.values()) - texts == set()


def test_each_error_of_the_code_is_watched(planned: Planned) -> None:
    _, errors = logged()
    assert len(errors) > 10
    assert errors - watched(planned)["message"] == set()


def test_fields_that_metrics_take_out_of_a_line_are_logged(planned: Planned) -> None:
    texts, _ = logged()
    keywords = {
        word.arg for tree in _trees() for node in ast.walk(tree) if isinstance(node, ast.Call) for word in node.keywords
    }
    taken = " ".join(str(one) for one in planned.of("google_logging_metric"))
    fields = set(re.findall(r"EXTRACT\(jsonPayload\.(\w+)\)", taken))
    assert fields == {"user", "reason", "micros"}
    assert fields - keywords - texts == set()


def test_every_alert_that_reliability_asks_for_is_there_and_reaches_somebody(planned: Planned) -> None:
    alerts = {one["display_name"]: one for one in planned.of("google_monitoring_alert_policy")}
    assert set(alerts) >= ASKED
    assert all(one["notification_channels"] for one in alerts.values())


def test_alerts_and_timers_are_as_many_as_the_costs_count(planned: Planned) -> None:
    policies = planned.of("google_monitoring_alert_policy")
    assert sum(len(one["conditions"]) for one in policies) == CONDITIONS
    assert planned.count("google_cloud_scheduler_job") == TIMERS


def test_every_metric_of_log_lines_has_an_alert(planned: Planned) -> None:
    conditions = " ".join(str(one["conditions"]) for one in planned.of("google_monitoring_alert_policy"))
    for metric in planned.of("google_logging_metric"):
        name = metric["name"]
        assert f"user/{name}" in conditions or f"user_{name.replace('/', '_')}_sum" in conditions, name
