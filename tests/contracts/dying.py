"""Work in a process of its own that kills itself at a numbered step: between any two words with store and broker.

The steps are counted, not listed: before and after each commit, each publishing and each removal of a document. All
workers are loaded before the fork, so that each child starts at once.
"""

import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from google.cloud.firestore import DocumentReference, WriteBatch

import functions.budget.subscribers
import functions.expenses.api
import functions.notify.subscribers
import functions.outbox.subscribers
import main
from shared.events import decode
from shared.gcp import pubsub
from tests.contracts.scenarios import message
from tests.ground import pushed, sign_in_as

PUBLISH = pubsub.publish


class Steps:
    """Numbers the steps; at the one with the number `last` the process is gone."""

    def __init__(self, last: int) -> None:
        self.last, self.names = last, list[str]()

    def _step(self, name: str) -> None:
        self.names.append(name)
        if len(self.names) == self.last:
            os.kill(os.getpid(), signal.SIGKILL)

    def around(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def stepping(*args: Any, **kwargs: Any) -> Any:
            self._step(f"before {name}")
            given = real(*args, **kwargs)
            self._step(f"after {name}")
            return given

        return stepping


def work(about: dict[str, str], last: int, told: str) -> None:
    """What the child does; the names of its steps are written to `told` when it comes to the end."""
    os.environ.update({name: value for name, value in about.items() if name.isupper()})
    patch, steps = pytest.MonkeyPatch(), Steps(last)
    patch.setattr(WriteBatch, "commit", steps.around("commit", WriteBatch.commit))
    patch.setattr(pubsub, "publish", steps.around("publish", PUBLISH))
    patch.setattr(DocumentReference, "delete", steps.around("remove", DocumentReference.delete))
    if about["kind"] == "request":
        sign_in_as(about["uid"], patch)
        ask(about["body"])
    elif about["kind"] == "sweep":
        main.sweep_outbox(message("schedule.sweep_outbox", b"{}"))
    else:
        getattr(main, about["kind"])(pushed(decode(about["event"])))
    Path(told).write_text("\n".join(steps.names), encoding="utf-8")


def ask(words: str) -> Any:
    """The request, always with the same key."""
    client = functions.expenses.api.app.test_client()
    return client.post("/api/expenses/", json={"message": words}, headers={"Idempotency-Key": "k"})
