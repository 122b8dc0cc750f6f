"""Old notifications go: read ones after a while, all in the end; counts stay exact and an ended run is gone on with."""

from datetime import UTC, datetime, timedelta

import pytest

from functions.notify import service
from shared.config import ConfigError, config, read_config
from shared.gcp.firestore import client, user
from shared.ids import new_id
from tests.ground import Ground, context

NOW = datetime(2026, 11, 25, 4, 45, tzinfo=UTC)


def keep(uid: str, days: int, *, read: bool, count: int = 1) -> None:
    batch = client().batch()
    for _ in range(count):
        stored = {"notification_type": "system", "priority": "low", "title": f"{days} {read}", "message": ""}
        at = NOW - timedelta(days=days)
        stored |= {"is_read": read, "created_at": at, "read_at": at if read else None}  # type: ignore[dict-item]
        batch.set(user(uid).collection("notifications").document(new_id("ntf")), stored)
    batch.commit()


def titles(uid: str) -> list[str]:
    return sorted(row.get("title") for row in user(uid).collection("notifications").stream())


def count(uid: str, unread: int) -> None:
    user(uid).collection("counters").document("notifications").set({"unread": unread})


def test_read_ones_go_after_ninety_days_and_all_after_a_year(ground: Ground) -> None:
    uid = ground.person()
    for days in (89, 91, 364, 366):
        for read in (True, False):
            keep(uid, days, read=read)
    count(uid, 4)
    service.apply_retention(NOW)
    assert titles(uid) == ["364 False", "89 False", "89 True", "91 False"]
    assert service.unread_count(context(uid)) == 3
    service.apply_retention(NOW)
    assert len(titles(uid)) == 4
    assert service.unread_count(context(uid)) == 3


def test_more_than_one_commit_takes_are_removed_and_counted(ground: Ground) -> None:
    uid = ground.person()
    keep(uid, 400, read=False, count=250)
    keep(uid, 100, read=True, count=160)
    keep(uid, 1, read=False)
    count(uid, 251)
    service.apply_retention(NOW)
    assert titles(uid) == ["1 False"]
    assert service.unread_count(context(uid)) == 1


def test_how_long_is_configured(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    uid = ground.person()
    monkeypatch.setenv("KEEP_READ_NOTIFICATIONS_DAYS", "5")
    monkeypatch.setenv("KEEP_NOTIFICATIONS_DAYS", "20")
    config.cache_clear()
    for days, read in ((4, True), (6, True), (19, False), (21, False)):
        keep(uid, days, read=read)
    count(uid, 2)
    service.apply_retention(NOW)
    assert titles(uid) == ["19 False", "4 True"]


@pytest.mark.parametrize("days", ["0", "-1", "soon", ""])
def test_what_is_no_number_of_days_does_not_start(days: str) -> None:
    with pytest.raises(ConfigError, match="KEEP_NOTIFICATIONS_DAYS"):
        read_config({"KEEP_NOTIFICATIONS_DAYS": days})


def test_a_run_that_was_ended_is_gone_on_with_where_it_stopped(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    people = [ground.person() for _ in range(3)]
    for uid in people:
        keep(uid, 400, read=True)
    from functions.users.service import accounts

    monkeypatch.setattr(
        "functions.notify.service.retaining.users.everybody",
        lambda name, now: accounts.everybody(name, now, size=1, most=1),
    )
    for done in (1, 2, 3):
        service.apply_retention(NOW)
        assert sum(titles(uid) == [] for uid in people) == done
