"""Publishing to Pub/Sub. Only the outbox calls this: an event that was not committed first must not travel."""

import threading
from functools import cache
from typing import TYPE_CHECKING

from shared.config import config

if TYPE_CHECKING:
    from google.cloud.pubsub_v1 import PublisherClient

_LOCK = threading.Lock()
_TIMEOUT_S = 5.0


@cache
def _publisher() -> "PublisherClient":
    from google.cloud import pubsub_v1

    return pubsub_v1.PublisherClient()


def publish(topic: str, data: bytes, attributes: dict[str, str]) -> None:
    """Send one message and wait until Pub/Sub has it. Raises what the client raises: the caller keeps the row.

    An answer waits for its event, so it is one plain call, without the publisher's batches and their threads.
    """
    from google.api_core.retry import Retry
    from google.pubsub_v1 import PublisherClient as Api
    from google.pubsub_v1 import PubsubMessage

    with _LOCK:
        publisher = _publisher()
    path = f"projects/{config().project}/topics/{topic}"
    message = PubsubMessage(data=data, attributes=attributes)
    Api.publish(publisher, topic=path, messages=[message], retry=Retry(timeout=_TIMEOUT_S), timeout=_TIMEOUT_S)
