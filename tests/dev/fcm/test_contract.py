"""The real firebase-admin over HTTP against the stand-in: what it makes of each answer, and what we make of that.

Statuses and codes are those of https://firebase.google.com/docs/reference/fcm/rest/v1/ErrorCode, the bodies follow the
examples of https://firebase.google.com/docs/cloud-messaging/error-codes. FCM itself is not asked.
"""

from collections.abc import Iterator

import pytest
from firebase_admin import App, delete_app, exceptions, messaging

from shared.config import config
from shared.gcp.messaging import Push, _started_app, _without_long_waits, send
from tests.dev.fcm.conftest import Fcm

pytestmark = pytest.mark.filterwarnings("ignore:Message.token is deprecated")
PUSH = Push("k", "Rent", "is due")
# errorCode: HTTP status, what firebase-admin raises, what becomes of the device.
ERRORS = {
    "UNREGISTERED": (404, messaging.UnregisteredError, "dead"),
    "SENDER_ID_MISMATCH": (403, messaging.SenderIdMismatchError, "dead"),
    "INVALID_ARGUMENT": (400, exceptions.InvalidArgumentError, "dead"),
    "QUOTA_EXCEEDED": (429, messaging.QuotaExceededError, "later"),
    "THIRD_PARTY_AUTH_ERROR": (401, messaging.ThirdPartyAuthError, "later"),
    "UNAVAILABLE": (503, exceptions.UnavailableError, "later"),
    "INTERNAL": (500, exceptions.InternalError, "later"),
}


@pytest.fixture
def app(fcm: Fcm, monkeypatch: pytest.MonkeyPatch) -> Iterator[App]:
    """firebase-admin as the worker starts it, but for repeating at once what it repeats."""
    monkeypatch.setenv("FCM_EMULATOR_HOST", fcm.host)
    config.cache_clear()
    found = _without_long_waits(_started_app(config().project, fcm.host))
    for adapter in messaging._get_messaging_service(found)._client.session.adapters.values():
        adapter.max_retries = adapter.max_retries.new(backoff_factor=0)
    yield found
    delete_app(found)
    _started_app.cache_clear()
    config.cache_clear()


def message() -> messaging.Message:
    return messaging.Message(token="t1", notification=messaging.Notification("Rent", "is due"), data={"a": "b"})


def test_the_library_gets_the_name_of_a_message(app: App, fcm: Fcm) -> None:
    assert messaging.send(message(), app=app).startswith("projects/")
    assert [(one["token"], one["notification"], one["data"]) for one in fcm.pushed()] == [
        ("t1", {"title": "Rent", "body": "is due"}, {"a": "b"})
    ]
    assert messaging.send(message(), dry_run=True, app=app)
    assert len(fcm.pushed()) == 1


@pytest.mark.parametrize("code", ERRORS)
def test_the_library_knows_each_error_and_so_do_we(app: App, fcm: Fcm, code: str) -> None:
    status, kind, outcome = ERRORS[code]
    fcm.fail("t1", code)
    with pytest.raises(exceptions.FirebaseError) as raised:
        messaging.send(message(), app=app)
    assert type(raised.value) is kind
    assert raised.value.http_response is not None
    assert raised.value.http_response.status_code == status
    assert send(PUSH, ["t1"]) == [outcome]
    assert fcm.pushed() == []


@pytest.mark.parametrize(("code", "times", "outcome"), [("UNAVAILABLE", 4, "sent"), ("INTERNAL", 5, "later")])
def test_a_server_error_is_repeated_four_times_by_the_library(
    app: App, fcm: Fcm, code: str, times: int, outcome: str
) -> None:
    assert app
    fcm.fail("t1", code, times)
    assert send(PUSH, ["t1"]) == [outcome]
    assert len(fcm.pushed()) == (outcome == "sent")


def test_a_quota_is_not_waited_for_in_the_worker(app: App, fcm: Fcm) -> None:
    """Left to itself the library would sleep as long as Retry-After says, and the second request would go through."""
    assert app
    fcm.fail("t1", "QUOTA_EXCEEDED", 1, retry_after=1)
    assert send(PUSH, ["t1"]) == ["later"]
    assert fcm.pushed() == []
    assert send(PUSH, ["t1"]) == ["sent"]


def test_nothing_waits_for_a_retry_after_of_google_either() -> None:
    found = _without_long_waits(_started_app("a-project", "127.0.0.1:9"))
    adapters = messaging._get_messaging_service(found)._client.session.adapters
    assert {one.max_retries.respect_retry_after_header for one in adapters.values()} == {False}
    assert set(adapters) >= {"https://", "http://"}
    delete_app(found)
    _started_app.cache_clear()


def test_a_message_that_fcm_finds_wrong_is_an_invalid_argument_that_costs_no_device(app: App, fcm: Fcm) -> None:
    wrong = messaging.Message(token="t1", data={"a": "x" * 5000})
    with pytest.raises(exceptions.InvalidArgumentError):
        messaging.send(wrong, app=app)
    assert send(Push("k", "Rent", "x" * 5000), ["t1"]) == ["refused"]
    assert fcm.pushed() == []
