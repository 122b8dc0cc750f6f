"""Caps: so many of one source for one person in a day; what is over is dropped and said."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.notify import rules, service
from functions.notify.models import Text
from functions.notify.service import telling
from shared import logs
from shared.context import Context
from shared.errors import Conflict, TooMany
from shared.gcp.idempotency import request_key
from tests.ground import Ground, context
from tests.notify.people import prefer
from tests.notify.test_notify import tell

NOON = datetime(2026, 11, 25, 11, tzinfo=UTC)


def wish(uid: str, title: str, agent: str = "coordinator", now: datetime = NOON) -> str:
    asked = context(uid, now)
    commit = asked.commit()
    told = service.tell_from_agent(asked, commit, agent, Text("advisor_tip", "low", title, "Words"))
    if told == "told":
        asked.finish(commit)
    return told


def count(uid: str) -> int:
    return service.unread_count(context(uid))


def test_an_agent_makes_ten_a_day_and_what_is_over_is_dropped_and_logged(
    ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    uid, said = ground.person(), list[dict[str, object]]()
    monkeypatch.setattr(logs, "warning", lambda message, **fields: said.append({"message": message, **fields}))
    told = [wish(uid, f"Tip {number}") for number in range(12)]
    assert told == ["told"] * 10 + ["over_cap"] * 2
    assert count(uid) == len(ground.of_type("notification.created")) == 10
    expected = {"message": "notification.over_cap", "user": logs.who(uid), "source": "coordinator", "cap": 10}
    assert said == [expected] * 2


def test_another_agent_another_person_and_another_day_have_caps_of_their_own(ground: Ground) -> None:
    uid, other = ground.person(), ground.person()
    for number in range(11):
        wish(uid, f"Tip {number}")
    assert wish(uid, "Tip 11") == "over_cap"
    assert wish(uid, "Tip 11", "chatbot") == "told"
    assert wish(other, "Tip 11") == "told"
    # The day of the person ends an hour before that of UTC.
    assert wish(uid, "Tip 11", now=NOON + timedelta(hours=11, minutes=59)) == "over_cap"
    assert wish(uid, "Tip 11", now=NOON + timedelta(hours=12)) == "told"


def test_a_flood_of_one_worker_ends_at_its_cap(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules.caps, "CAPS", {"thresholds": 3})
    uid = ground.person()
    for arming in range(1, 6):
        tell(uid, arming)
    assert count(uid) == 3


def test_a_type_that_is_not_wanted_in_the_app_is_not_made_and_does_not_count(ground: Ground) -> None:
    uid = ground.person()
    prefer(uid, types={"advisor_tip": {"in_app": False, "push": True}})
    assert [wish(uid, f"Tip {number}") for number in range(12)] == ["unwanted"] * 12
    assert (count(uid), ground.of_type("notification.created")) == (0, [])
    prefer(uid)
    assert wish(uid, "Tip") == "told"


def test_the_same_words_of_one_turn_are_one_notification(ground: Ground) -> None:
    uid = ground.person()
    names = []
    for key in ("a", "b"):
        guard = request_key(uid, "POST /chat", key, "", NOON)
        asked = Context(uid, NOON, guard, agent="chatbot", turn_id="msg_1")
        commit = asked.commit()
        service.tell_from_agent(asked, commit, "chatbot", Text("system", "low", "Once", "Words"))
        names.append(commit.events[0].notification_id)  # type: ignore[attr-defined]
    assert names[0] == names[1]


def test_the_assistant_hears_why_a_note_was_not_written_and_undo_has_a_cap_of_its_own(ground: Ground) -> None:
    uid, names = ground.person(), list[str]()

    def note(number: int, name: str | None = None) -> None:
        asked = replace(context(uid, NOON), agent="chatbot")
        commit = asked.commit()
        names.append(service.stage(asked, commit, f"Note {number}", "Words", name).id)
        asked.finish(commit)

    for number in range(10):
        note(number)
    with pytest.raises(TooMany, match="at most 10"):
        note(10)
    asked = context(uid)
    commit = asked.commit()
    service.withdraw(asked, commit, names[0])
    asked.finish(commit)
    assert count(uid) == 9
    note(0, names[0])
    assert (count(uid), names[-1]) == (10, names[0])
    prefer(uid, types={"system": {"in_app": False, "push": False}})
    with pytest.raises(Conflict, match="turned off"):
        note(11)


@pytest.mark.parametrize("cap", [1, 2])
def test_two_at_the_same_time_are_both_told_and_never_over_the_cap(
    ground: Ground, monkeypatch: pytest.MonkeyPatch, cap: int
) -> None:
    monkeypatch.setattr(rules.caps, "CAPS", {"thresholds": cap})
    uid, real = ground.person(), telling._put
    between: list[Callable[[], None]] = [lambda: tell(uid, arming=2)]

    def put(*about: object) -> object:
        told = real(*about)  # type: ignore[arg-type]
        if between:
            between.pop()()
        return told

    monkeypatch.setattr(telling, "_put", put)
    tell(uid, arming=1)
    assert count(uid) == cap


@given(st.lists(st.tuples(st.sampled_from(["thresholds", "chatbot"]), st.integers(1, 3)), max_size=300))
def test_never_more_than_the_cap_of_one_source_in_one_day(wishes: list[tuple[str, int]]) -> None:
    stored: dict[str, object] = {}
    made: dict[tuple[str, int], int] = {}
    for source, day in sorted(wishes, key=lambda one: one[1]):
        after = rules.counted(stored, source, f"2026-11-{day:02}")
        if after is not None:
            stored, made[source, day] = dict(after), made.get((source, day), 0) + 1
    for (source, day), number in made.items():
        assert number == min(wishes.count((source, day)), rules.cap_of(source))
