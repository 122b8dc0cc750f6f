"""Publishing to Pub/Sub. Only the outbox calls this: an event that was not committed first must not travel."""

import os
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import TYPE_CHECKING

from google.api_core.retry import Retry, if_transient_error

from shared.config import config

if TYPE_CHECKING:
    from google.pubsub_v1 import PublisherClient

_LOCK = threading.Lock()
_TIMEOUT_S = 5.0
# Twice sent is no harm: an event names itself, and who has it already takes no notice.
_RETRY = Retry(predicate=if_transient_error, initial=0.1, maximum=1.0, timeout=_TIMEOUT_S)
_AT_ONCE = 8


@cache
def _publisher() -> "PublisherClient":
    from google.pubsub_v1 import PublisherClient

    return PublisherClient()


@cache
def _senders(process: int) -> ThreadPoolExecutor:
    """Those of one process: threads do not come along into one that is forked."""
    return ThreadPoolExecutor(_AT_ONCE, thread_name_prefix=f"pubsub-{process}")


def begin(topic: str, data: bytes, attributes: dict[str, str]) -> Callable[[], None]:
    """Send one message. What it gives waits until Pub/Sub has it, and raises what the client raises.

    Threads that stay send it: the library's batching begins one for each message, which costs an answer a millisecond.
    """
    with _LOCK:
        publisher, senders = _publisher(), _senders(os.getpid())
    sending = senders.submit(_send, publisher, topic, data, attributes)

    def arrive() -> None:
        sending.result()

    return arrive


def publish(topic: str, data: bytes, attributes: dict[str, str]) -> None:
    """Send one message and wait until Pub/Sub has it. Raises what the client raises: the caller keeps the row."""
    with _LOCK:
        publisher = _publisher()
    _send(publisher, topic, data, attributes)


def _send(publisher: "PublisherClient", topic: str, data: bytes, attributes: dict[str, str]) -> None:
    from google.pubsub_v1 import PublishRequest, PubsubMessage

    message = PubsubMessage(data=data, attributes=attributes)
    asked = PublishRequest(topic=f"projects/{config().project}/topics/{topic}", messages=[message])
    publisher.publish(asked, retry=_RETRY, timeout=_TIMEOUT_S)
