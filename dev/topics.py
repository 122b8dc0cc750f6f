"""Topics, push subscriptions and the receipts bucket, made from the declaration in the emulators."""

import base64
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from dev.declaration import Declaration, Subscription
from dev.wire import Refused, call


def _create(method: str, url: str, body: dict[str, Any]) -> None:
    try:
        call(method, url, body)
    except Refused as refused:
        if refused.status != 409:  # it is there already
            raise


def subscription_body(one: Subscription, project: str, push_base: str) -> dict[str, Any]:
    """The subscription as the Pub/Sub REST API takes it; no expiry, no ordering."""
    topic = f"projects/{project}/topics/{one.topic}"
    body: dict[str, Any] = {
        "topic": topic,
        "pushConfig": {"pushEndpoint": f"{push_base}/{one.worker}/{topic}"},
        "ackDeadlineSeconds": one.ack_deadline_s,
        "retryPolicy": {
            "minimumBackoff": f"{one.minimum_backoff_s}s",
            "maximumBackoff": f"{one.maximum_backoff_s}s",
        },
        "expirationPolicy": {},
        "filter": one.filter,
    }
    if one.dead_letter_topic:
        body["deadLetterPolicy"] = {
            "deadLetterTopic": f"projects/{project}/topics/{one.dead_letter_topic}",
            "maxDeliveryAttempts": one.max_delivery_attempts,
        }
    return body


def create_topics(declared: Declaration, pubsub: str, project: str, push_base: str) -> None:
    """Make every topic, then every subscription; what is there already stays. `pubsub` is host:port."""
    base = f"http://{pubsub}/v1/projects/{project}"
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda name: _create("PUT", f"{base}/topics/{name}", {}), declared.topics))
        for done in [
            pool.submit(_create, "PUT", f"{base}/subscriptions/{one.name}", subscription_body(one, project, push_base))
            for one in declared.subscriptions
        ]:
            done.result()


def create_bucket(storage_url: str, project: str, bucket: str) -> None:
    """Make the receipts bucket; one that is there already stays as it is."""
    _create("POST", f"{storage_url}/storage/v1/b?project={project}", {"name": bucket})


def publish(pubsub: str, project: str, topic: str, data: bytes, attributes: dict[str, str]) -> None:
    """Send one message, as Cloud Scheduler does in production or as the outbox did before a stop."""
    message = {"data": base64.b64encode(data).decode(), "attributes": attributes}
    call("POST", f"http://{pubsub}/v1/projects/{project}/topics/{topic}:publish", {"messages": [message]})
