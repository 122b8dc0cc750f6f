"""Pushes: to each device once, dead devices removed, others tried again; FCM over HTTP, the real store."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest

from functions.notify import repository, service
from functions.notify.service import pushing
from functions.notify.subscribers import push_notifications
from shared.clock import system_clock
from shared.config import ConfigError, read_config
from shared.context import Context
from shared.errors import Unavailable
from shared.gcp.firestore import Commit, Contended, user
from shared.gcp.messaging import Outcome, Push, _started_app, send
from tests.dev.fcm.conftest import Fcm
from tests.ground import Ground, context, pushed
from tests.notify.people import prefer, push, register, tell, tokens

pytestmark = pytest.mark.filterwarnings("ignore:Message.token is deprecated")
NOON = datetime(2026, 11, 25, 11, tzinfo=UTC)


@pytest.fixture
def uid(ground: Ground) -> str:
    return ground.person()


def test_a_new_notification_is_pushed_to_each_device_with_its_words_and_where_to_go(
    ground: Ground, fcm: Fcm, uid: str
) -> None:
    register(uid, "t1", "t2")
    event = tell(ground, uid, "Rent", NOON, "high")
    push_notifications(pushed(event))
    assert sorted(one["token"] for one in fcm.pushed()) == ["t1", "t2"]
    (message,) = fcm.pushed("t1")
    assert message["notification"] == {"title": "Rent", "body": "About Rent"}
    assert message["data"] == {"notification_id": event.notification_id, "notification_type": "system"}
    assert message["android"] == {"priority": "high", "notification": {"tag": event.notification_id}}
    assert message["apns"]["headers"] == {"apns-collapse-id": event.notification_id, "apns-priority": "10"}
    assert message["webpush"]["notification"]["tag"] == event.notification_id


def test_an_event_that_comes_again_is_not_pushed_again(ground: Ground, fcm: Fcm, uid: str) -> None:
    register(uid, "t1")
    event = tell(ground, uid, "Rent", NOON)
    for _ in range(3):
        push_notifications(pushed(event))
    assert fcm.titles() == ["Rent"]


@pytest.mark.parametrize("error", ["UNREGISTERED", "INVALID_ARGUMENT", "SENDER_ID_MISMATCH"])
def test_a_dead_device_is_removed_and_the_others_get_theirs(ground: Ground, fcm: Fcm, uid: str, error: str) -> None:
    register(uid, "dead", "alive")
    fcm.fail("dead", error)
    push(tell(ground, uid, "Rent", NOON), NOON)
    assert tokens(uid) == {"alive"}
    assert fcm.titles() == ["Rent"]


# The library itself asks again with a new token of its own after a 401.
@pytest.mark.parametrize(("error", "times"), [("QUOTA_EXCEEDED", 1), ("THIRD_PARTY_AUTH_ERROR", 3)])
def test_a_device_that_cannot_be_reached_is_tried_again_and_the_others_are_not(
    ground: Ground, fcm: Fcm, uid: str, error: str, times: int
) -> None:
    register(uid, "late", "dead", "alive")
    fcm.fail("late", error, times)
    fcm.fail("dead", "UNREGISTERED")
    event = tell(ground, uid, "Rent", NOON)
    with pytest.raises(Unavailable):
        push(event, NOON)
    assert tokens(uid) == {"late", "alive"}
    assert [one["token"] for one in fcm.pushed()] == ["alive"]
    push(event, NOON)
    push_notifications(pushed(event))
    assert [one["token"] for one in fcm.pushed()] == ["alive", "late"]


@dataclass
class Dying:
    """Sends as ever, but its worker dies before or after."""

    when: str

    def __call__(self, push: Push, tokens: Sequence[str]) -> list[Outcome]:
        if self.when == "after":
            send(push, tokens)
        raise KeyboardInterrupt


def test_of_two_deliveries_at_the_same_moment_one_sends(
    ground: Ground, fcm: Fcm, uid: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second comes while the first waits for FCM: it is told to come again, and then finds nothing left to do."""
    register(uid, "t1", "t2")
    event = tell(ground, uid, "Rent", NOON)

    def slow(one: Push, devices: Sequence[str]) -> list[Outcome]:
        monkeypatch.setattr(pushing, "send", send)
        with pytest.raises(Unavailable):
            push(event, NOON)
        return send(one, devices)

    monkeypatch.setattr(pushing, "send", slow)
    push(event, NOON)
    push_notifications(pushed(event))
    assert sorted(one["token"] for one in fcm.pushed()) == ["t1", "t2"]


def test_of_two_deliveries_that_read_before_either_claims_one_sends(
    ground: Ground, fcm: Fcm, uid: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    register(uid, "t1")
    event, real, inside = tell(ground, uid, "Rent", NOON), repository.Sending.claim, list[str]()

    def claim(sending: repository.Sending, commit: Commit, device_ids: Sequence[str]) -> None:
        monkeypatch.setattr(repository.Sending, "claim", real)
        push(event, NOON)
        inside.append("sent")
        real(sending, commit, device_ids)

    monkeypatch.setattr(repository.Sending, "claim", claim)
    with pytest.raises(Unavailable):
        push(event, NOON)
    push_notifications(pushed(event))
    assert (inside, fcm.titles()) == (["sent"], ["Rent"])


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_worker_that_dies_holds_a_device_until_its_claim_ends_and_then_it_is_sent_again(
    ground: Ground, fcm: Fcm, uid: str, monkeypatch: pytest.MonkeyPatch, when: str
) -> None:
    """Nobody can know whether FCM got it: it is sent again, under the same key, so that a device shows it once."""
    register(uid, "t1")
    event, sent = tell(ground, uid, "Rent", NOON), 2 if when == "after" else 1
    with monkeypatch.context() as dying:
        dying.setattr(pushing, "send", Dying(when))
        with pytest.raises(KeyboardInterrupt):
            push(event, NOON)
    with pytest.raises(Unavailable):
        push(event, NOON)
    assert len(fcm.pushed()) == sent - 1
    monkeypatch.setattr(pushing, "system_clock", lambda: system_clock() + repository.CLAIMED_FOR)
    push(event, NOON)
    assert [one["android"]["notification"]["tag"] for one in fcm.pushed()] == sent * [event.notification_id]


@pytest.mark.parametrize("error", [Unavailable("down"), Contended()])
def test_what_was_sent_is_noted_also_when_the_event_cannot_be_finished(
    ground: Ground, fcm: Fcm, uid: str, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    register(uid, "t1")
    event = tell(ground, uid, "Rent", NOON)

    def fail(*_: Any) -> None:
        raise error

    with monkeypatch.context() as broken:
        broken.setattr(Context, "finish", fail)
        with pytest.raises(type(error)):
            push(event, NOON)
    push(event, NOON)
    assert fcm.titles() == ["Rent"]


def test_a_server_that_is_down_for_a_moment_is_asked_again_by_the_library(fcm: Fcm) -> None:
    fcm.fail("t1", "UNAVAILABLE", 1)
    assert send(Push("k", "Rent", "is due"), ["t1"]) == ["sent"]


def test_a_message_that_is_wrong_costs_nobody_a_device(fcm: Fcm) -> None:
    assert send(Push("k", "Rent", "x" * 5000), ["t1"]) == ["refused"]
    assert send(Push("k", "Rent", "is due"), ["no token"]) == ["dead"]


def test_nobody_there_means_later(fcm: Fcm, monkeypatch: pytest.MonkeyPatch) -> None:
    from shared.config import config

    assert fcm.pushed() == []
    monkeypatch.setenv("FCM_EMULATOR_HOST", "127.0.0.1:1")
    config.cache_clear()
    assert send(Push("k", "Rent", "is due"), ["t1"]) == ["later"]


def test_many_devices_are_all_asked_in_order(fcm: Fcm) -> None:
    fcm.fail("t5", "UNREGISTERED")
    outcomes = send(Push("k", "Rent", "is due"), [f"t{number}" for number in range(120)])
    assert [number for number, one in enumerate(outcomes) if one != "sent"] == [5]
    assert len(fcm.pushed()) == 119


def test_what_is_read_or_gone_already_is_not_pushed(ground: Ground, fcm: Fcm, uid: str) -> None:
    register(uid, "t1")
    seen, gone = (tell(ground, uid, title, NOON) for title in ("Seen", "Gone"))
    service.read_notification(context(uid), seen.notification_id, lambda _: (200, "{}"))
    service.remove_notification(context(uid), gone.notification_id, lambda: (204, ""))
    for event in (seen, gone):
        push(event, NOON)
    assert fcm.pushed() == []


def test_a_type_that_is_not_to_be_pushed_is_in_the_app_only(ground: Ground, fcm: Fcm, uid: str) -> None:
    register(uid, "t1")
    prefer(uid, types={"system": {"in_app": True, "push": False}})
    push(tell(ground, uid, "Rent", NOON, "urgent"), NOON)
    assert fcm.pushed() == []
    assert service.unread_count(context(uid)) == 1


def test_without_a_device_nothing_is_sent_and_nothing_kept(ground: Ground, fcm: Fcm, uid: str) -> None:
    push(tell(ground, uid, "Rent", NOON), NOON)
    assert fcm.pushed() == []
    assert {one.id for one in user(uid).collections()} & {"pushes", "held"} == set()


def test_a_long_text_in_any_script_fits_into_a_push(ground: Ground, fcm: Fcm, uid: str) -> None:
    register(uid, "t1")
    push(tell(ground, uid, "😀" * 900, NOON), NOON)
    (message,) = fcm.pushed()
    assert message["notification"]["title"].endswith("…")
    assert message["notification"]["body"].endswith("…")


def test_a_deployed_function_does_not_start_with_a_stand_in() -> None:
    deployed = {"K_SERVICE": "push-notifications", "GOOGLE_CLOUD_PROJECT": "real"}
    assert read_config(deployed).fcm_emulator_host is None
    with pytest.raises(ConfigError, match="FCM_EMULATOR_HOST"):
        read_config(deployed | {"FCM_EMULATOR_HOST": "127.0.0.1:9150"})


def test_without_a_stand_in_messages_go_to_google() -> None:
    from firebase_admin import messaging

    assert _started_app("a-project", None).project_id == "a-project"
    assert messaging._MessagingService.FCM_URL == "https://fcm.googleapis.com/v1/projects/{0}/messages:send"
