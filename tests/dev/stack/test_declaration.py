"""The one declaration of functions, topics, subscriptions and schedules."""

import copy
import json
import re
from typing import Any

import pytest

import main
from dev.declaration import FILE, DeclarationError, load, parse
from dev.topics import subscription_body
from shared.events import EVENT_TYPES

DECLARED = load()


@pytest.fixture
def raw() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return copy.deepcopy(found)


def test_it_names_just_the_functions_of_the_table() -> None:
    http = {function for _, function in DECLARED.routes}
    assert http | set(DECLARED.workers) == set(main.FUNCTIONS)
    assert not http & set(DECLARED.workers)


def test_every_type_that_is_listened_to_travels_on_that_topic() -> None:
    listened = [(type_, one.topic) for one in DECLARED.subscriptions for type_ in one.types]
    assert listened
    for type_, topic in listened:
        if topic == "schedules":
            assert type_ in {one.type for one in DECLARED.schedules}
        elif type_ in EVENT_TYPES:
            assert EVENT_TYPES[type_].topic == topic


def test_every_topic_of_an_event_is_declared() -> None:
    assert {model.topic for model in EVENT_TYPES.values()} <= set(DECLARED.topics)


def test_every_worker_subscription_has_a_dead_letter_but_the_one_that_parks_them() -> None:
    without = [one.worker for one in DECLARED.subscriptions if one.dead_letter_topic is None]
    assert without == ["park_dead_letters"]


def test_names_are_what_pubsub_accepts() -> None:
    names = [*DECLARED.topics, *(one.name for one in DECLARED.subscriptions)]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z][a-z0-9-]{2,254}", name) for name in names)


@pytest.mark.parametrize(
    ("path", "function"),
    [
        ("/api/users/me/", "users"),
        ("/api/token", "users"),
        ("/api/token/refresh/", "users"),
        ("/api/expenses", "expenses"),
        ("/api/health/", "docs"),
        ("/api/tokens/", "docs"),
        ("/sweep_outbox/projects/p/topics/t", "docs"),
        ("/", "docs"),
        ("", "docs"),
    ],
)
def test_a_path_belongs_to_one_function(path: str, function: str) -> None:
    assert DECLARED.function_of(path) == function


def test_the_push_endpoint_carries_worker_and_topic() -> None:
    one = next(one for one in DECLARED.subscriptions if one.worker == "sweep_outbox")
    body = subscription_body(one, "p1", "http://127.0.0.1:9")
    assert body["pushConfig"] == {"pushEndpoint": "http://127.0.0.1:9/sweep_outbox/projects/p1/topics/schedules"}
    assert body["deadLetterPolicy"]["deadLetterTopic"] == "projects/p1/topics/dead-letters"
    assert body["filter"] == 'attributes.type = "schedule.sweep_outbox"'
    assert "enableMessageOrdering" not in body
    assert body["expirationPolicy"] == {}


def test_a_subscription_to_no_topic_is_refused(raw: dict[str, Any]) -> None:
    raw["workers"]["sweep_outbox"]["subscriptions"]["scheduels"] = []
    with pytest.raises(DeclarationError, match="scheduels"):
        parse(raw)


def test_a_schedule_that_nobody_hears_is_refused(raw: dict[str, Any]) -> None:
    raw["schedules"]["schedule.nobody"] = {"cron": "* * * * *", "time_zone": "Etc/UTC"}
    with pytest.raises(DeclarationError, match=r"schedule\.nobody"):
        parse(raw)


def test_a_declaration_that_leaves_paths_unserved_is_refused(raw: dict[str, Any]) -> None:
    raw["http"]["docs"]["paths"].remove("/")
    with pytest.raises(DeclarationError, match="no function serves"):
        parse(raw)
