"""Every event: what CONTRACT says it carries, at most 10 KB, frozen, with a version."""

import json
from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from shared.events import EVENT_TYPES, MAX_BYTES, Event, NewerVersion, ProfileChanged, decode, encode
from tests.shared.events.largest import Unbounded, largest

EVENTS = sorted(EVENT_TYPES.items())
ENVELOPE = {"event_id", "type", "version", "uid", "occurred_at", "cause"}
# The fields of CONTRACT §4, by type; beyond it `totals.moved`: sums that moved by themselves.
CONTRACT: dict[str, set[str]] = {
    "expense.recorded": {"expense_id", "entry_version", "period_start", "splits", "currency", "kind"},
    "expense.changed": {"expense_id", "entry_version", "period_start", "splits", "currency", "kind", "before", "after"},
    "expense.deleted": {"expense_id", "entry_version", "period_start", "splits", "currency", "kind", "before"},
    "budget.created": {"budget_id", "title", "minor"},
    "budget.changed": {"budget_id", "before", "after", "budget_version"},
    "budget.deleted": {"budget_id", "minor_freed"},
    "budget.threshold_crossed": {"budget_id", "title", "currency", "period_start", "threshold", "spent", "limit"},
    "budgets.rebalanced": {"changes", "action_id", "reason"},
    "profile.changed": {"fields"},
    "onboarding.completed": set(),
    "receipt.pending": {"expense_id", "receipt_id"},
    "notification.created": {"notification_id", "notification_type", "priority"},
    "user.deletion_requested": set(),
    "totals.moved": {"period_start"},
}
# Where words of people may stand; everything else is an id, a figure or a word of ours.
TITLES = {"title"}
FREE_TEXT = {"message", "description", "merchant", "product_name", "email", "username", "text", "prompt", "q", "memo"}


def names(model: type[BaseModel]) -> set[str]:
    """The fields of a model and of the models inside it."""
    found = set(model.model_fields)
    for field in model.model_fields.values():
        for one in (field.annotation, *getattr(field.annotation, "__args__", ())):
            if isinstance(one, type) and issubclass(one, BaseModel):
                found |= names(one)
    return found


def test_there_is_a_model_for_each_type_of_the_contract_and_no_other() -> None:
    assert set(EVENT_TYPES) == set(CONTRACT)


@pytest.mark.parametrize(("kind", "model"), EVENTS)
class TestEachEvent:
    def test_it_carries_what_the_contract_says(self, kind: str, model: type[Event]) -> None:
        assert ENVELOPE | CONTRACT[kind] <= set(model.model_fields)

    def test_it_is_named_by_its_type_and_tells_what_it_means(self, kind: str, model: type[Event]) -> None:
        assert model.model_fields["type"].default == kind
        assert model.__doc__

    def test_its_largest_instance_is_below_10_kb_and_comes_back_as_it_was(self, kind: str, model: type[Event]) -> None:
        event = largest(model)
        assert 100 < len(encode(event)) <= MAX_BYTES
        assert decode(encode(event)) == event

    def test_it_cannot_be_changed(self, kind: str, model: type[Event]) -> None:
        with pytest.raises(ValidationError):
            largest(model).uid = "another"

    def test_it_has_no_field_for_words_of_people_but_titles(self, kind: str, model: type[Event]) -> None:
        assert not names(model) & FREE_TEXT

    def test_a_newer_version_is_told_from_garbage(self, kind: str, model: type[Event]) -> None:
        newer = json.loads(encode(largest(model))) | {"version": 2, "surprise": [1]}
        with pytest.raises(NewerVersion):
            decode(json.dumps(newer))

    @pytest.mark.parametrize("version", [0, "1x", None, [2], 1.5])
    def test_what_is_no_version_is_garbage(self, kind: str, model: type[Event], version: Any) -> None:
        with pytest.raises(ValidationError):
            decode(json.dumps(json.loads(encode(largest(model))) | {"version": version}))

    def test_fields_of_a_later_minor_change_are_ignored(self, kind: str, model: type[Event]) -> None:
        event = largest(model)
        assert decode(json.dumps(json.loads(encode(event)) | {"later": 1})) == event


def test_a_field_without_a_limit_is_found() -> None:
    class Careless(ProfileChanged):
        note: str

    with pytest.raises(Unbounded, match="note"):
        largest(Careless)


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", b"null", b"\xff", b'{"type":"nobody.knows","version":2}'])
def test_what_is_no_event_of_ours_is_garbage(data: bytes) -> None:
    with pytest.raises(ValidationError):
        decode(data)
