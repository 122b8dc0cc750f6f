"""The journal over the real store: written with what it tells, read newest first, undone and redone once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from functions.journal import repository
from functions.journal import service as journal
from functions.journal.models import Action, Applier, Blocked, Change, Resource
from shared.context import Context
from shared.errors import Conflict, NotFound
from shared.gcp import firestore
from shared.gcp.firestore import Commit, Contended, get, user
from shared.gcp.idempotency import Replayed, request_key
from shared.ids import new_id
from tests.ground import Ground, context

Fields = dict[str, Any]


def _thing(uid: str, thing: str) -> Any:
    return user(uid).collection("things").document(thing)


def state(uid: str, thing: str) -> Fields | None:
    """The fields of a thing; None when it is not there or deleted."""
    stored = get(_thing(uid, thing)).to_dict()
    return None if stored is None or stored["deleted"] else stored["fields"]


def change(asked: Context, commit: Commit, thing: str, after: Fields | None) -> Change:
    """Put a change of a thing into the commit, as features do: versions count, a deletion is a state."""
    snapshot = get(_thing(asked.uid, thing))
    stored = snapshot.to_dict()
    new = {"version": (stored or {"version": 0})["version"] + 1, "deleted": after is None, "fields": after}
    if stored is None:
        commit.create(snapshot.reference, new)
        return Change("budget", thing, None, after, None, 1, "DZD")
    commit.update(snapshot, new)
    before = None if stored["deleted"] else stored["fields"]
    return Change("budget", thing, before, after, stored["version"], new["version"], "DZD")


def apply(asked: Any, commit: Any, wanted: Change) -> Change:
    """The applier of things."""
    stored = get(_thing(asked.uid, wanted.id)).to_dict()
    if (stored or {}).get("version") != wanted.version_after:
        raise Blocked(wanted.resource, wanted.id, "It is not as it was left.")
    return change(asked, commit, wanted.id, None if wanted.before is None else dict(wanted.before))


APPLIERS: dict[Resource, Applier] = {"budget": apply}


def do(uid: str, wanted: dict[str, Fields | None], turn: str | None = None, at: int = 0) -> Action:
    """One action that brings things into their wanted states; `at` seconds from now."""
    asked = replace(context(uid, datetime.now(UTC) + timedelta(seconds=at)), turn_id=turn)
    commit = asked.commit()
    changes = [change(asked, commit, thing, after) for thing, after in wanted.items()]
    made = journal.record(asked, commit, "edit", f"set {sorted(wanted)}", changes)
    asked.finish(commit)
    return made


def undo(uid: str, action: Action, scope: Any = "action", how: Callable[..., Any] = journal.undo) -> list[str]:
    return [one.id for one in how(context(uid), action.id, scope, APPLIERS)]


def test_an_action_comes_back_as_it_was_recorded(ground: Ground) -> None:
    uid = ground.person()
    made = do(uid, {"one": {"minor": 1}})
    assert journal.get_action(uid, made.id) == made
    assert (made.status, made.agent, made.changes[0].after) == ("done", "user", {"minor": 1})


def test_what_was_not_committed_is_not_in_the_journal(ground: Ground) -> None:
    uid = ground.person()
    do(uid, {"one": {"minor": 1}})
    asked = context(uid)
    commit = asked.commit()
    commit.create(_thing(uid, "one"), {})
    made = journal.record(asked, commit, "edit", "too late", [])
    with pytest.raises(Contended):
        asked.finish(commit)
    with pytest.raises(NotFound):
        journal.get_action(uid, made.id)


def test_pages_are_newest_first_whole_and_of_one_status(ground: Ground) -> None:
    uid = ground.person()
    made = [do(uid, {f"t{rank}": {"minor": rank}}, at=rank) for rank in range(7)]
    for one in made[::3]:
        undo(uid, one)

    def walk(status: Any) -> list[str]:
        seen: list[str] = []
        after = None
        while page := journal.list_actions(uid, status, after, 2):
            seen += [one.id for one in page]
            after = page[-1].created_at, page[-1].id
        return seen

    newest = [one.id for one in reversed(made)]
    assert walk(None) == newest
    assert walk("undone") == [one.id for one in reversed(made[::3])]
    assert walk("done") == [one for one in newest if one not in walk("undone")]
    assert journal.list_actions(ground.person()) == []


def test_undo_and_redo_go_back_and_forth_exactly(ground: Ground) -> None:
    uid = ground.person()
    do(uid, {"one": {"minor": 1, "title": "Food"}})
    edit = do(uid, {"one": {"minor": 2, "title": "Food"}, "two": {"minor": 5}})
    for _ in range(2):
        assert undo(uid, edit) == [edit.id]
        assert (state(uid, "one"), state(uid, "two")) == ({"minor": 1, "title": "Food"}, None)
        assert journal.get_action(uid, edit.id).status == "undone"
        assert undo(uid, edit, how=journal.redo) == [edit.id]
        assert (state(uid, "one"), state(uid, "two")) == ({"minor": 2, "title": "Food"}, {"minor": 5})
    assert journal.get_action(uid, edit.id).changes == edit.changes


def test_a_turn_is_undone_newest_first_and_redone_whole(ground: Ground) -> None:
    uid = ground.person()
    do(uid, {"one": {"minor": 1}})
    turn = [do(uid, {"one": {"minor": 2}}, "msg_1"), do(uid, {"two": {"minor": 9}}, "msg_1")]
    turn += [do(uid, {"one": {"minor": 3}, "two": None}, "msg_1")]
    do(uid, {"three": {"minor": 7}}, "msg_2")
    assert undo(uid, turn[1], "turn") == [one.id for one in reversed(turn)]
    assert (state(uid, "one"), state(uid, "two"), state(uid, "three")) == ({"minor": 1}, None, {"minor": 7})
    assert undo(uid, turn[0], "turn", journal.redo) == [one.id for one in reversed(turn)]
    assert (state(uid, "one"), state(uid, "two")) == ({"minor": 3}, None)


def test_changes_of_a_turn_are_taken_back_in_the_opposite_order(ground: Ground) -> None:
    uid = ground.person()
    turn = [do(uid, {thing: {"minor": 1}}, "msg_1") for thing in ("one", "two", "three")]
    order: list[str] = []

    def noting(asked: Any, commit: Any, wanted: Change) -> Change:
        order.append(wanted.id)
        return apply(asked, commit, wanted)

    journal.undo(context(uid), turn[0].id, "turn", {"budget": noting})
    journal.redo(context(uid), turn[0].id, "turn", {"budget": noting})
    assert order == ["three", "two", "one", "one", "two", "three"]


def test_the_rest_of_a_partially_undone_turn_is_undone(ground: Ground) -> None:
    uid = ground.person()
    turn = [do(uid, {"one": {"minor": minor}}, "msg_1") for minor in (1, 2, 3)]
    assert undo(uid, turn[2]) == [turn[2].id]
    assert state(uid, "one") == {"minor": 2}
    assert undo(uid, turn[2], "turn") == [turn[1].id, turn[0].id]
    assert state(uid, "one") is None


def test_what_is_in_the_way_is_said_and_nothing_changes(ground: Ground) -> None:
    uid = ground.person()
    first = do(uid, {"one": {"minor": 1}, "two": {"minor": 1}})
    later = do(uid, {"one": {"minor": 2}}, at=1)
    with pytest.raises(Conflict) as refused:
        undo(uid, first)
    assert refused.value.code == "undo_blocked"
    (error,) = refused.value.errors
    assert (error.field, error.code) == ("budget.one", "undo_blocked")
    assert later.summary in error.detail
    assert later.created_at.strftime("%Y-%m-%dT%H:%M:%S") in error.detail
    assert (state(uid, "one"), state(uid, "two")) == ({"minor": 2}, {"minor": 1})
    assert journal.get_action(uid, first.id).status == "done"
    undo(uid, later)
    assert undo(uid, first) == [first.id]


def test_a_turn_with_somebody_elses_change_in_between_is_refused_whole(ground: Ground) -> None:
    uid = ground.person()
    first = do(uid, {"one": {"minor": 1}, "two": {"minor": 1}}, "msg_1")
    do(uid, {"one": {"minor": 2}})
    do(uid, {"one": {"minor": 3}}, "msg_1")
    with pytest.raises(Conflict, match=r"[Bb]etween") as refused:
        undo(uid, first, "turn")
    assert refused.value.code == "undo_blocked"
    assert (state(uid, "one"), state(uid, "two")) == ({"minor": 3}, {"minor": 1})


def test_a_resource_without_an_applier_is_in_the_way(ground: Ground) -> None:
    uid = ground.person()
    made = do(uid, {"one": {"minor": 1}})
    with pytest.raises(Conflict) as refused:
        journal.undo(context(uid), made.id, "action", {})
    assert refused.value.code == "undo_blocked"


def test_undoing_twice_or_what_was_never_done_or_of_another_person_is_refused(ground: Ground) -> None:
    uid, stranger = ground.person(), ground.person()
    made = do(uid, {"one": {"minor": 1}})
    with pytest.raises(NotFound):
        undo(stranger, made)
    for missing in (new_id("act"), "act_1", "..", ""):
        with pytest.raises(NotFound):
            journal.undo(context(uid), missing, "action", APPLIERS)
    with pytest.raises(Conflict) as early:
        undo(uid, made, how=journal.redo)
    undo(uid, made)
    with pytest.raises(Conflict) as twice:
        undo(uid, made)
    with pytest.raises(Conflict) as whole:
        undo(uid, made, "turn")
    assert {one.value.code for one in (early, twice, whole)} == {"already_decided"}
    for status in ("needs_confirmation", "rejected", "expired"):
        user(uid).collection("actions").document(made.id).update({"status": status})
        with pytest.raises(Conflict) as never:
            undo(uid, made)
        assert never.value.code == "conflict"
    assert state(uid, "one") is None


@pytest.mark.parametrize("how", [journal.undo, journal.redo])
def test_forty_racers_have_one_effect(ground: Ground, how: Callable[..., Any]) -> None:
    uid = ground.person()
    do(uid, {"one": {"minor": 1}})
    made = do(uid, {"one": {"minor": 2}})
    if how is journal.redo:
        undo(uid, made)
    version = get(_thing(uid, "one")).to_dict()["version"]  # type: ignore[index]

    def race(_: int) -> str:
        try:
            return undo(uid, made, how=how)[0]
        except Conflict as refused:
            return refused.code

    with ThreadPoolExecutor(40) as pool:
        told = list(pool.map(race, range(40)))
    assert told.count(made.id) == 1
    assert set(told) <= {made.id, "already_decided", "conflict"}
    assert get(_thing(uid, "one")).to_dict()["version"] == version + 1  # type: ignore[index]


def test_a_loser_whose_winner_comes_between_its_reads_hears_that_it_is_decided(ground: Ground) -> None:
    uid = ground.person()
    do(uid, {"one": {"minor": 1}})
    made = do(uid, {"one": {"minor": 2}})
    winners: list[str] = []

    def overtaken(asked: Any, commit: Any, wanted: Change) -> Change:
        if not winners:
            winners.extend(undo(uid, made))
        return apply(asked, commit, wanted)

    with pytest.raises(Conflict) as refused:
        journal.undo(context(uid), made.id, "action", {"budget": overtaken})
    assert (winners, refused.value.code) == ([made.id], "already_decided")


def test_a_loser_that_is_shown_the_commit_of_the_winner_piece_by_piece_hears_that_it_is_decided(
    ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    uid = ground.person()
    do(uid, {"one": {"minor": 1}})
    made = do(uid, {"one": {"minor": 2}})
    as_it_was, real = repository.Read.of(uid, made.id), repository.Read.of
    undo(uid, made)
    # The resource is new already; the action is shown as it was for a moment, however often it is read.
    shown = [as_it_was]
    monkeypatch.setattr(repository.Read, "of", lambda *place: shown[0] if shown else real(*place))

    def a_moment(_: int) -> float:
        shown.clear()
        return 0.0

    monkeypatch.setattr(firestore, "_jitter", a_moment)
    with pytest.raises(Conflict) as refused:
        undo(uid, made)
    assert refused.value.code == "already_decided"


def test_a_repetition_with_the_same_key_gets_the_stored_answer(ground: Ground) -> None:
    uid, now = ground.person(), datetime.now(UTC)
    made = do(uid, {"one": {"minor": 1}})

    def asked() -> Context:
        return Context(uid, now, request_key(uid, "POST /undo", "k", "same", now))

    journal.undo(asked(), made.id, "action", APPLIERS, lambda found: (200, found[0].id))
    again = asked()
    with pytest.raises(Replayed) as replayed:
        again.guard.replay()  # type: ignore[attr-defined]
    assert (replayed.value.status, replayed.value.body) == (200, made.id)
