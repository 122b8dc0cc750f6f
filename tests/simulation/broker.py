"""At-least-once delivery as Pub/Sub promises it and no better: copies, disorder, delay, lost acknowledgements.

A message that fails too often becomes a dead letter. Subscriptions are those of the deployed declaration.
"""

import base64
import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cloudevents.http import CloudEvent
from google.api_core import exceptions as api_errors

from tests.simulation.tasks import Task

if TYPE_CHECKING:
    from tests.simulation.world import World

_DECLARED = Path(__file__).parents[2] / "infra" / "events.json"
MOST_ATTEMPTS = 10
_WEATHERED = 5  # from this attempt on nothing of the weather befalls a delivery


@cache
def declared() -> dict[str, Any]:
    """The deployed topics, subscriptions and schedules."""
    found: dict[str, Any] = json.loads(_DECLARED.read_text(encoding="utf-8"))
    return found


@dataclass(slots=True)
class Message:
    """One copy of a message for one worker. `poison` is `payload` or `envelope` where no worker can take it."""

    number: int
    worker: str
    data: bytes
    kind: str
    due: datetime
    topic: str
    poison: str = ""
    source: str = ""
    attempts: int = 0

    @property
    def event_id(self) -> str:
        """The event that it carries; empty for schedules and poison."""
        try:
            return str(json.loads(self.data).get("event_id", ""))
        except (ValueError, AttributeError):
            return ""

    def event(self) -> CloudEvent:
        """As the framework hands it to a worker."""
        attributes = {"type": self.kind}
        if self.source:  # what Pub/Sub writes onto a message that it has given up
            attributes["CloudPubSubDeadLetterSourceSubscription"] = self.source
        message = {"data": base64.b64encode(self.data).decode(), "attributes": attributes}
        if self.poison == "payload":
            message["data"] = "%%%"
        about = {"type": "google.cloud.pubsub.topic.v1.messagePublished", "source": "//pubsub.googleapis.com/"}
        return CloudEvent({**about, "id": str(self.number)}, {"message": message})


class Broker:
    """All messages under way. `taken` remembers (worker, event id) of what was acknowledged."""

    def __init__(self, world: "World") -> None:
        self._world = world
        self.waiting: list[Message] = []
        self.taken: set[tuple[str, str]] = set()
        self.dead: list[Message] = []
        self.published: set[str] = set()
        self._count = 0

    def publish(self, topic: str, data: bytes, attributes: dict[str, str]) -> None:
        """Stands where `shared.gcp.pubsub.publish` is."""
        world, kind = self._world, attributes["type"]
        in_task = world.step(f"publish {kind}")
        chance = world.chance.broker
        if in_task and chance.random() < world.weather.faults:
            if chance.random() < 0.5:
                self.send(topic, data, kind)
            world.note("publishing fails")
            raise chance.choice([api_errors.ServiceUnavailable, TimeoutError])("publishing fails")
        if in_task and chance.random() < world.weather.crashes / 2:
            world.crash("crash before publishing")
        self.send(topic, data, kind)
        if in_task and chance.random() < world.weather.crashes / 2:
            world.crash("crash after publishing")

    def send(self, topic: str, data: bytes, kind: str, poison: str = "", source: str = "") -> None:
        """Put copies of a message on their way to each subscription of the topic."""
        world, chance = self._world, self._world.chance.broker
        for worker, about in declared()["workers"].items():
            types = about["subscriptions"].get(topic)
            if types is None or (world.weather.filters and types and kind not in types):
                continue
            for _ in range(1 if world.weather.calm else chance.randint(1, world.weather.duplicates)):
                self._count += 1
                due = world.now + timedelta(seconds=chance.random() * world.weather.delay_s)
                self.waiting.append(Message(self._count, worker, data, kind, due, topic, poison, source))

    def due(self) -> list[Message]:
        """Messages that may be delivered now."""
        return [one for one in self.waiting if one.due <= self._world.now]

    def deliver(self, message: Message) -> Task:
        """A task in which the worker takes the message."""
        import main

        self.waiting.remove(message)
        message.attempts += 1
        worker = getattr(main, message.worker)

        def work() -> None:
            if message.poison == "envelope":
                raise ValueError("the framework refuses this envelope")
            worker(message.event())

        name = f"{message.worker} #{message.number}.{message.attempts}"
        return self._world.tasks.spawn(name, message, work, self._ended)

    def _ended(self, task: Task) -> None:
        world, message = self._world, task.owner
        if not task.crashed and task.error is None:
            self.taken.add((message.worker, message.event_id))
            lost = world.chance.broker.random() < world.weather.lost_acks and message.attempts < _WEATHERED
            world.note(f"{task.name} took {message.kind}{' (acknowledgement lost)' if lost else ''}")
            if not lost:
                return
        else:
            world.note(f"{task.name} failed: {'crash' if task.crashed else type(task.error).__name__}")
            world.failed.add(task.name)
        dead_letters = declared()["dead_letter_topic"]
        if message.attempts >= MOST_ATTEMPTS and message.topic != dead_letters:
            self.dead.append(message)
            self.send(dead_letters, message.data, message.kind, source=message.worker)
            return
        wait = 0.0 if world.weather.calm else min(600.0, 2.0**message.attempts)
        message.due = world.now + timedelta(seconds=wait)
        self.waiting.append(message)
