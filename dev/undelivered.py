"""Pushed messages that no worker has taken yet, kept over a stop: Pub/Sub's emulator forgets them, Pub/Sub does not."""

import base64
import binascii
import hashlib
import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

_SCHEDULED = "schedule."


class Undelivered:
    """One file for each message that is being handled or is to be delivered again."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        # The emulator counts its messages from 1 at each start.
        self._start = time.time_ns()

    def note(self, worker: str, topic: str, body: bytes) -> Path | None:
        """Keep a push envelope until `Path.unlink` says that it arrived. None for what comes again anyway."""
        try:
            message = json.loads(body)["message"]
            attributes = dict(message.get("attributes") or {})
            kept = {"topic": topic, "data": message.get("data", ""), "attributes": attributes}
            name = hashlib.sha256(f"{worker} {message['messageId']}".encode()).hexdigest()[:32]
        except (ValueError, KeyError, TypeError, AttributeError):
            return None  # functions_framework refuses it
        if str(attributes.get("type", "")).startswith(_SCHEDULED):
            return None
        file = self._folder / f"{self._start}-{name}.json"
        if not file.exists():
            file.write_text(json.dumps(kept), encoding="utf-8")
        return file


def leftovers(folder: Path) -> list[Path]:
    """What earlier stacks left, oldest first. Ask before the gateway starts."""
    return sorted(folder.glob("*.json")) if folder.is_dir() else []


def publish_again(files: list[Path], publish: Callable[[str, bytes, dict[str, str]], Any]) -> int:
    """Publish each kept message to its topic and forget it; how many. All its subscribers get it: they count once."""
    sent = 0
    for file in files:
        try:
            kept = json.loads(file.read_text(encoding="utf-8"))
            topic, data = kept["topic"], base64.b64decode(kept["data"])
        except (ValueError, KeyError, binascii.Error):
            file.unlink()  # cut off by a kill while it was written; its message was not handled yet
            continue
        publish(topic, data, kept["attributes"])
        file.unlink()
        sent += 1
    return sent
