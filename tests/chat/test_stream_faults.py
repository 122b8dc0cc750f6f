"""A stream whose commits fail, one after the other: sent again it ends in the answer, and everything is there once."""

import pytest

from tests.chat.test_stream import events_of
from tests.contracts.faults import Kind, faults
from tests.contracts.ground import World, world
from tests.contracts.scenarios import Asked, Route
from tests.contracts.test_idempotency import services

__all__ = ["services"]
STREAM = Asked("/api/chat/stream/", lambda: {"json": {"msg": "coffee 500 DZD"}})
ROUTE = Route("POST /api/chat/stream/", lambda _ground, _uid: STREAM)


def ended(one: World) -> str:
    """The name of the last event of a stream."""
    answered = one.send(ROUTE, STREAM, "k")
    return events_of(answered.text)[-1][0] if answered.status_code == 200 else str(answered.status_code)


@pytest.mark.parametrize(("kind", "times"), [("lost", 1), ("lost", 50), ("aborted", 5)])
def test_whatever_commit_fails_nothing_is_lost_and_nothing_is_done_twice(
    services: dict[str, str], monkeypatch: pytest.MonkeyPatch, kind: Kind, times: int
) -> None:
    from shared.gcp import firestore

    if times > 5:  # a store that never acknowledges is given up sooner than in production
        monkeypatch.setattr(firestore, "_RETRY", firestore._RETRY.with_timeout(0.5))
    with world(services) as one:
        with faults() as commits:
            assert ended(one) == "done"
        weight = one.weight()
    assert commits.count > 2
    for number in range(1, commits.count + 1):
        with world(services) as one:
            with faults(kind, number, times):
                assert ended(one) in {"done", "error", "503"}, number
            assert ended(one) == "done", number
            assert one.weight() == weight, number
