"""What a scheduler sends to a worker."""

from cloudevents.http import CloudEvent


def due(schedule: str) -> CloudEvent:
    """The message that says that this schedule is due."""
    attributes = {"type": "google.cloud.pubsub.topic.v1.messagePublished", "source": "//pubsub.googleapis.com/"}
    return CloudEvent(attributes, {"message": {"data": "", "attributes": {"type": schedule}}})
