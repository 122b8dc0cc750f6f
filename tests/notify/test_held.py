"""Quiet hours and digests: what is held back, when it is pushed, and what is asked anew by then."""

from datetime import UTC, datetime, timedelta

import pytest

from functions.notify import service
from shared.gcp.firestore import user
from tests.dev.fcm.conftest import Fcm
from tests.ground import Ground, context
from tests.notify.people import held, prefer, push, register, tell

pytestmark = pytest.mark.filterwarnings("ignore:Message.token is deprecated")
NIGHT = {"from": "22:00", "to": "07:00"}
# The person lives one hour ahead of UTC: it is half past eleven at night there, and then seven and eight o'clock.
LATE = datetime(2026, 11, 24, 22, 30, tzinfo=UTC)
SEVEN, EIGHT = datetime(2026, 11, 25, 6, tzinfo=UTC), datetime(2026, 11, 25, 7, tzinfo=UTC)
MONDAY = datetime(2026, 11, 30, 7, tzinfo=UTC)


@pytest.fixture
def uid(ground: Ground, fcm: Fcm) -> str:
    assert fcm.pushed() == []
    person = ground.person()
    register(person, "t1")
    return person


def test_in_quiet_hours_nothing_is_pushed_and_each_comes_when_they_end(ground: Ground, fcm: Fcm, uid: str) -> None:
    prefer(uid, quiet_hours=NIGHT)
    for title in ("Rent", "Food"):
        push(tell(ground, uid, title, LATE, "urgent"), LATE)
    assert fcm.pushed() == []
    assert {row["due_at"] for row in held(uid).values()} == {SEVEN}
    service.push_held(SEVEN - timedelta(seconds=1))
    assert fcm.pushed() == []
    service.push_held(SEVEN)
    assert sorted(fcm.titles()) == ["Food", "Rent"]
    assert held(uid) == {}
    service.push_held(SEVEN + timedelta(minutes=5))
    assert len(fcm.pushed()) == 2


def test_outside_of_them_it_is_pushed_at_once(ground: Ground, fcm: Fcm, uid: str) -> None:
    prefer(uid, quiet_hours=NIGHT)
    push(tell(ground, uid, "Rent", SEVEN), SEVEN)
    assert fcm.titles() == ["Rent"]


def test_an_event_that_comes_again_waits_once(ground: Ground, fcm: Fcm, uid: str) -> None:
    prefer(uid, quiet_hours=NIGHT)
    event = tell(ground, uid, "Rent", LATE)
    push(event, LATE)
    service.push_held(SEVEN)
    service.push_held(SEVEN)
    assert fcm.titles() == ["Rent"]


@pytest.mark.parametrize(("digest", "due"), [("daily", EIGHT), ("weekly", MONDAY)])
def test_a_digest_sums_up_what_could_wait_in_one_push(
    ground: Ground, fcm: Fcm, uid: str, digest: str, due: datetime
) -> None:
    prefer(uid, digest=digest, quiet_hours=NIGHT)
    for number in range(7):
        now = LATE + timedelta(minutes=number)
        push(tell(ground, uid, f"Tip {number}", now, "low"), now)
    service.push_held(due)
    service.send_digests(due - timedelta(seconds=1))
    assert fcm.pushed() == []
    service.send_digests(due)
    service.send_digests(due)
    (message,) = fcm.pushed()
    assert message["notification"] == {
        "title": "📬 New notifications: 7",
        "body": "Tip 6\nTip 5\nTip 4\nTip 3\nTip 2\nand 2 more",
    }
    assert held(uid) == {}
    assert service.unread_count(context(uid)) == 7


def test_with_a_digest_what_is_high_is_pushed_at_once_and_a_lone_one_says_itself(
    ground: Ground, fcm: Fcm, uid: str
) -> None:
    prefer(uid, digest="daily")
    push(tell(ground, uid, "Overspending", LATE, "high"), LATE)
    push(tell(ground, uid, "Tip", LATE, "low"), LATE)
    assert fcm.titles() == ["Overspending"]
    service.send_digests(EIGHT)
    assert fcm.titles() == ["Overspending", "Tip"]


def test_a_digest_that_was_turned_off_gives_each_by_itself(ground: Ground, fcm: Fcm, uid: str) -> None:
    prefer(uid, digest="daily")
    for title in ("One", "Two"):
        push(tell(ground, uid, title, LATE), LATE)
    prefer(uid, digest="off")
    service.send_digests(EIGHT)
    assert sorted(fcm.titles()) == ["One", "Two"]


def test_quiet_hours_that_were_set_meanwhile_are_waited_for(ground: Ground, fcm: Fcm, uid: str) -> None:
    prefer(uid, digest="daily")
    push(tell(ground, uid, "Tip", LATE), LATE)
    prefer(uid, digest="daily", quiet_hours={"from": "06:00", "to": "10:00"})
    service.send_digests(EIGHT)
    assert fcm.pushed() == []
    service.send_digests(EIGHT + timedelta(hours=2))
    assert fcm.titles() == ["Tip"]


def test_what_was_read_removed_or_is_not_wanted_any_more_is_not_pushed(ground: Ground, fcm: Fcm, uid: str) -> None:
    prefer(uid, quiet_hours=NIGHT)
    seen, gone, kept = (tell(ground, uid, title, LATE) for title in ("Seen", "Gone", "Kept"))
    for event in (seen, gone, kept):
        push(event, LATE)
    service.read_notification(context(uid), seen.notification_id, lambda _: (200, "{}"))
    service.remove_notification(context(uid), gone.notification_id, lambda: (204, ""))
    service.push_held(SEVEN)
    assert fcm.titles() == ["Kept"]
    other = tell(ground, uid, "Other", LATE)
    push(other, LATE)
    prefer(uid, types={"system": {"in_app": True, "push": False}})
    service.push_held(SEVEN)
    assert fcm.titles() == ["Kept"]
    assert held(uid) == {}


def test_a_device_that_is_down_gets_it_at_a_later_run_and_one_failure_stops_nobody(
    ground: Ground, fcm: Fcm, uid: str
) -> None:
    second = ground.person()
    register(second, "t2")
    for person in (uid, second):
        prefer(person, quiet_hours=NIGHT)
        push(tell(ground, person, "Rent", LATE), LATE)
    fcm.fail("t1", "QUOTA_EXCEEDED", 1)
    service.push_held(SEVEN)
    assert [one["token"] for one in fcm.pushed()] == ["t2"]
    service.push_held(SEVEN + timedelta(minutes=5))
    assert [one["token"] for one in fcm.pushed()] == ["t2", "t1"]


def test_what_cannot_be_pushed_for_two_days_is_given_up(ground: Ground, fcm: Fcm, uid: str) -> None:
    prefer(uid, quiet_hours=NIGHT)
    push(tell(ground, uid, "Rent", LATE), LATE)
    service.push_held(SEVEN + timedelta(days=2, minutes=1))
    assert fcm.pushed() == []
    assert held(uid) == {}


def test_who_has_no_device_any_more_has_nothing_that_waits(ground: Ground, fcm: Fcm, uid: str) -> None:
    prefer(uid, quiet_hours=NIGHT)
    push(tell(ground, uid, "Rent", LATE), LATE)
    service.remove_device(context(uid), "t1", lambda: (204, ""))
    service.push_held(SEVEN)
    assert fcm.pushed() == []
    assert held(uid) == {}


def test_everybody_is_reached_whoever_is_not(ground: Ground, fcm: Fcm, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("functions.notify.service.holding._AT_ONCE", 2)
    monkeypatch.setattr("functions.notify.service.holding.RUN_SECONDS", 5)
    for token in ("t0", "t1", "t2", "t3"):
        fcm.fail(token, "QUOTA_EXCEEDED")
    people = [ground.person() for _ in range(5)]
    for number, person in enumerate(people):
        register(person, f"t{number}")
        prefer(person, quiet_hours=NIGHT)
        push(tell(ground, person, f"Rent {number}", LATE), LATE)
    for number, person in enumerate(people):  # the last one is due last, so that it stands on the last page
        for row in user(person).collection("held").stream():
            row.reference.update({"due_at": SEVEN - timedelta(minutes=5 - number)})
    service.push_held(SEVEN)
    assert fcm.titles() == ["Rent 4"]


def test_a_digest_is_in_the_language_of_the_person(ground: Ground, fcm: Fcm, uid: str) -> None:
    user(uid).update({"profile.personal_info": {"language": "fr"}})
    prefer(uid, digest="daily")
    for title in ("Un", "Deux"):
        push(tell(ground, uid, title, LATE), LATE)
    service.send_digests(EIGHT)
    assert fcm.titles() == ["📬 Nouvelles notifications : 2"]
