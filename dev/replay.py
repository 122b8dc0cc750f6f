"""`python -m dev replay`: list what was parked, quarantined or never published, and publish it again.

It works on the stack of the data folder; where FIRESTORE_EMULATOR_HOST or GOOGLE_CLOUD_PROJECT is set, on what the
standard variables name, a real project included. Consumers have each effect once, so that sending again is safe; a row
that was sent is marked, so that the next run leaves it out.
"""

import argparse
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from dev import options, parts, status

SOURCES = ("dead-letters", "quarantine", "outbox")
_REMOTE = ("FIRESTORE_EMULATOR_HOST", "GOOGLE_CLOUD_PROJECT")
_PARTS = {"firestore": "FIRESTORE_EMULATOR_HOST", "pubsub": "PUBSUB_EMULATOR_HOST"}


class NoStack(RuntimeError):
    """Neither a running stack nor a project to work on."""


@dataclass(frozen=True, slots=True)
class Row:
    """One message that may be sent again. `handle` is what its source sends by."""

    id: str
    type: str
    consumer: str
    at: datetime
    event_id: str | None
    handle: Any


def _moment(text: str) -> datetime:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"not a time such as 2026-11-21T08:00:00Z: {text}") from None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of `python -m dev replay`."""
    options.add_data(parser)
    parser.add_argument("--from", dest="source", choices=SOURCES, default=SOURCES[0], help="where to look")
    parser.add_argument("--type", help="only events of this type, such as expense.recorded")
    parser.add_argument("--id", help="only the row, or the event, of this id")
    parser.add_argument("--since", type=_moment, help="only what was kept at or after this time (UTC where no zone)")
    parser.add_argument("--dry-run", action="store_true", help="list, and send nothing")


def environment(data: Path, env: Mapping[str, str] = os.environ) -> dict[str, str]:
    """What the clients need to reach store and broker. Raises NoStack."""
    if any(env.get(name) for name in _REMOTE):
        return {}
    running = status.read(data)["parts"]
    if not running:
        raise NoStack(f"AI-On does not run on {data}. Start it with `make dev`, or set {' and '.join(_REMOTE)}.")
    hosts = {variable: running[part]["url"].removeprefix("http://") for part, variable in _PARTS.items()}
    return {"GOOGLE_CLOUD_PROJECT": parts.PROJECT, **hosts}


def found(parsed: argparse.Namespace, now: datetime) -> list[Row]:
    """The rows that the options ask for, the oldest first."""
    rows = _of_outbox(now) if parsed.source == "outbox" else _of_parked(parsed.source.replace("-", "_"))
    return [row for row in rows if _is_asked(row, parsed)]


def _is_asked(row: Row, parsed: argparse.Namespace) -> bool:
    if parsed.type and row.type != parsed.type:
        return False
    if parsed.id and parsed.id not in {row.id, row.event_id}:
        return False
    return not parsed.since or row.at >= parsed.since


def _of_parked(place: Any) -> Iterable[Row]:
    from shared.gcp import parked

    for one in parked.waiting(place):
        try:
            event_id = one.event().event_id
        except ValueError:
            event_id = None
        yield Row(one.id, one.type, one.consumer, one.at, event_id, one)


def _of_outbox(now: datetime) -> Iterable[Row]:
    from shared.gcp import outbox

    for row in outbox.waiting(now):
        stored = row.to_dict() or {}
        yield Row(row.id, stored.get("type", "?"), "all", stored["created_at"], row.id, row)


def send(source: str, row: Row, now: datetime) -> bool:
    """Publish one row again. False when it cannot be read, or could not be published."""
    from shared.gcp import outbox, parked

    return outbox.send(row.handle) if source == "outbox" else parked.send_again(row.handle, now)


def run(parsed: argparse.Namespace) -> int:
    """List and send. 0 when everything that was asked for went out, 1 when some did not, 2 without a stack."""
    try:
        os.environ.update(environment(parsed.data))
    except NoStack as problem:
        print(problem)
        return 2
    now, left = datetime.now(UTC), 0
    rows = found(parsed, now)
    for row in rows:
        told = "would be sent"
        if not parsed.dry_run:
            is_sent = send(parsed.source, row, now)
            told = "sent" if is_sent else "not sent: it cannot be read or published"
            left += not is_sent
        print(f"{row.at:%Y-%m-%dT%H:%M:%SZ}  {row.id}  {row.type}  {row.consumer}  {told}")
    print(f"{len(rows) - left if not parsed.dry_run else 0} of {len(rows)} sent from {parsed.source}.")
    return 1 if left else 0
