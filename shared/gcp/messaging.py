"""Push messages by Firebase Cloud Messaging (HTTP v1) through firebase-admin; nobody else imports its messaging.

What FCM answers is told per device as one word, so that no error of the library travels further. The library itself
repeats a request that got 500 or 503 a few times, within about eight seconds. It would also sleep for as long as a
Retry-After says, a minute mostly; here nobody waits so long: Pub/Sub delivers again.
https://firebase.google.com/docs/reference/fcm/rest/v1/ErrorCode
"""

import threading
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from shared import logs
from shared.config import config

if TYPE_CHECKING:
    from firebase_admin import App

# sent: FCM took it. dead: no message will ever reach this token again. refused: the message itself is wrong, so that
# sending it again is no use. later: FCM, or the way to it, has a problem.
Outcome = Literal["sent", "dead", "refused", "later"]
_TIMEOUT_S = 10
_AT_ONCE = 20
_lock = threading.Lock()


@dataclass(frozen=True, slots=True)
class Push:
    """What a device shows. Of several with the same `key` it keeps the last one, so a repetition is seen once.

    `data` is for the app. `urgent` wakes a sleeping device; FCM takes 4096 bytes in all.
    """

    key: str
    title: str
    body: str
    data: Mapping[str, str] = field(default_factory=dict)
    urgent: bool = False


def send(push: Push, tokens: Sequence[str]) -> list[Outcome]:
    """Send to each token; what became of each, in their order. Raises nothing: one device does not stop the others."""
    if not tokens:
        return []
    with ThreadPoolExecutor(min(len(tokens), _AT_ONCE)) as pool:
        return list(pool.map(lambda token: _send(push, token), tokens))


def _send(push: Push, token: str) -> Outcome:
    from firebase_admin import exceptions, messaging
    from google.auth.exceptions import GoogleAuthError

    try:
        messaging.send(_message(push, token), app=_without_long_waits(_app()))
    except exceptions.FirebaseError as error:
        return _outcome(error)
    except GoogleAuthError as error:
        logs.error("push.no_credentials", fault=type(error).__name__)
        return "later"
    return "sent"


def _outcome(error: Any) -> Outcome:
    """What an error of FCM means for its device."""
    from firebase_admin import exceptions, messaging

    if isinstance(error, messaging.UnregisteredError | messaging.SenderIdMismatchError | exceptions.NotFoundError):
        return "dead"
    if isinstance(error, exceptions.InvalidArgumentError):
        if _is_of_token(error):
            return "dead"
        logs.error("push.refused", fault=type(error).__name__)
        return "refused"
    logs.warning("push.postponed", fault=type(error).__name__)
    return "later"


def _is_of_token(error: Any) -> bool:
    """Whether FCM's INVALID_ARGUMENT is about the token: a message that is wrong must not cost anybody a device."""
    try:
        told = error.http_response.json()["error"]
        violations = [row for one in told.get("details", []) for row in one.get("fieldViolations", [])]
        fields = {str(row.get("field")) for row in violations}
        return fields == {"message.token"} if fields else "registration token" in str(told.get("message"))
    except (AttributeError, KeyError, TypeError, ValueError):
        return False


def _message(push: Push, token: str) -> Any:
    """The message for one device; each platform is told in its own way to replace an older one with the same key.

    The library would rather have an installation id than a token; FCM takes both, and apps register tokens here.
    """
    from firebase_admin import messaging

    return messaging.Message(
        token=token,
        notification=messaging.Notification(push.title, push.body),
        data=dict(push.data),
        android=messaging.AndroidConfig(
            priority="high" if push.urgent else "normal",
            notification=messaging.AndroidNotification(tag=push.key),
        ),
        apns=messaging.APNSConfig(
            headers={"apns-collapse-id": push.key[:64], "apns-priority": "10" if push.urgent else "5"}
        ),
        webpush=messaging.WebpushConfig(
            headers={"Urgency": "high" if push.urgent else "normal"},
            notification=messaging.WebpushNotification(tag=push.key),
        ),
    )


def _app() -> "App":
    with _lock:
        settings = config()
        return _started_app(settings.project, settings.fcm_emulator_host)


@cache
def _started_app(project: str, local: str | None) -> "App":
    """firebase-admin for messages, with the credentials of this function; with none of them for the local server."""
    import firebase_admin
    from firebase_admin import messaging

    options, name = {"projectId": project, "httpTimeout": _TIMEOUT_S}, f"messaging {project} {local}"
    if local is None:
        return firebase_admin.initialize_app(options=options, name=name)
    app = firebase_admin.initialize_app(_local_owner(), options, name)
    # Private names of firebase-admin, pinned by a test: it has no option for another address of this service.
    service = messaging._get_messaging_service(app)  # noqa: SLF001
    service._fcm_url = f"http://{local}/v1/projects/{project}/messages:send"  # noqa: SLF001
    return app


@cache
def _without_long_waits(app: "App") -> "App":
    """The same one, which does not sleep for a Retry-After; also by private names that tests pin.

    Raises GoogleAuthError where there are no credentials.
    """
    from firebase_admin import messaging

    service = messaging._get_messaging_service(app)  # noqa: SLF001
    for adapter in service._client.session.adapters.values():  # noqa: SLF001
        adapter.max_retries = adapter.max_retries.new(respect_retry_after_header=False)
    return app


def _local_owner() -> Any:
    """What local servers take for the credentials of a function; asked for another token it gives the same one."""
    from google.oauth2.credentials import Credentials

    def again(*_: Any, **__: Any) -> tuple[str, datetime]:
        return "owner", datetime.max  # noqa: DTZ901 - google-auth wants one without a zone

    return Credentials("owner", refresh_handler=again)  # type: ignore[no-untyped-call]
