"""docs/events.md tells of the events as they are, and workers handle just what they are subscribed to."""

import pytest

import main
from dev.declaration import load
from shared.events import EVENT_TYPES
from shared.web.subscriber import TYPES
from tools import events_page

WORKERS = sorted(load().workers)


def test_the_page_is_not_stale() -> None:
    assert events_page.PAGE.read_text(encoding="utf-8") == events_page.page(), "run `python -m tools.events_page`"


def test_the_page_has_every_type_with_its_topic_and_its_consumers() -> None:
    text = events_page.page()
    assert "| `expense.recorded` | expenses | ledger | `budget_on_expense` |" in text
    for kind, model in EVENT_TYPES.items():
        assert f"| `{kind}` | {model.topic} |" in text
        assert f"## `{kind}`" in text


def test_a_field_that_is_added_makes_the_page_stale(monkeypatch: pytest.MonkeyPatch) -> None:
    from shared.events import ProfileChanged

    class Wider(ProfileChanged):
        """The same and more."""

        surprise: int

    before = events_page.page()
    monkeypatch.setitem(EVENT_TYPES, "profile.changed", Wider)
    assert "| `surprise` | integer |" in events_page.page()
    assert "surprise" not in before


@pytest.mark.parametrize("worker", WORKERS)
def test_a_worker_is_subscribed_to_just_what_it_handles(worker: str) -> None:
    declared = {kind for one in load().subscriptions if one.worker == worker for kind in one.types}
    assert declared == getattr(getattr(main, worker), TYPES)
