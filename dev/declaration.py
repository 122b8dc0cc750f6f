"""What is deployed, as `infra/events.json` declares it for the local stack and for Terraform alike."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
FILE = ROOT / "infra" / "events.json"


class DeclarationError(ValueError):
    """The declaration contradicts itself."""


@dataclass(frozen=True, slots=True)
class Subscription:
    """One push subscription. No `types` means every type of the topic; times are seconds."""

    worker: str
    topic: str
    types: tuple[str, ...]
    dead_letter_topic: str | None
    ack_deadline_s: int
    minimum_backoff_s: int
    maximum_backoff_s: int
    max_delivery_attempts: int

    @property
    def name(self) -> str:
        return f"{self.worker.replace('_', '-')}-{self.topic}"

    @property
    def filter(self) -> str:
        """What Pub/Sub itself lets through; the emulator takes it and lets everything through."""
        return " OR ".join(f'attributes.type = "{one}"' for one in self.types)


@dataclass(frozen=True, slots=True)
class Schedule:
    """A message of this `type` is published to `topic` whenever the cron expression says so."""

    type: str
    cron: str
    time_zone: str
    topic: str


@dataclass(frozen=True, slots=True)
class Declaration:
    """`routes` are (path prefix, function), the longest prefix first."""

    routes: tuple[tuple[str, str], ...]
    workers: tuple[str, ...]
    topics: tuple[str, ...]
    subscriptions: tuple[Subscription, ...]
    schedules: tuple[Schedule, ...]
    bucket: str

    def function_of(self, path: str) -> str:
        """The HTTP function that serves a path, written with or without its last slash."""
        with_slash = path if path.endswith("/") else path + "/"
        return next(function for prefix, function in self.routes if with_slash.startswith(prefix))


def _subscriptions(raw: dict[str, Any]) -> tuple[Subscription, ...]:
    dead = raw["dead_letter_topic"]
    return tuple(
        Subscription(worker, topic, tuple(types), None if topic == dead else dead, **raw["push"])
        for worker, about in raw["workers"].items()
        for topic, types in about["subscriptions"].items()
    )


def _check(declared: Declaration) -> None:
    listened = {one for each in declared.subscriptions for one in each.types}
    for each in declared.subscriptions:
        if each.topic not in declared.topics:
            raise DeclarationError(f"{each.worker} listens to {each.topic}, which is no topic")
    for schedule in declared.schedules:
        if schedule.type not in listened:
            raise DeclarationError(f"nobody listens to {schedule.type}")
    if not any(prefix == "/" for prefix, _ in declared.routes):
        raise DeclarationError("no function serves what no other serves")


def parse(raw: dict[str, Any]) -> Declaration:
    """Read a declaration. Raises DeclarationError when a part of it refers to nothing."""
    routes = [(path, name) for name, about in raw["http"].items() for path in about["paths"]]
    declared = Declaration(
        routes=tuple(sorted(routes, key=lambda route: -len(route[0]))),
        workers=tuple(raw["workers"]),
        topics=tuple(raw["topics"]),
        subscriptions=_subscriptions(raw),
        schedules=tuple(
            Schedule(type_, about["cron"], about["time_zone"], raw["schedule_topic"])
            for type_, about in raw["schedules"].items()
        ),
        bucket=raw["receipts_bucket"],
    )
    _check(declared)
    return declared


def load() -> Declaration:
    """The declaration of this project."""
    return parse(json.loads(FILE.read_text(encoding="utf-8")))
