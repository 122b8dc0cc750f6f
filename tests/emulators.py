"""The real emulators for tests: started on free ports, ended by their own process, never by name.

Each function is a context manager that gives what the clients' variables want. One of each per pytest-xdist worker is
enough: tests keep apart by project (Firestore, Pub/Sub) or bucket, see `own_project`.
"""

import os
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dev import parts, process, topics
from dev.declaration import ROOT
from dev.parts import Part
from dev.ports import status_of

_START_S = 60.0


@contextmanager
def firestore() -> Iterator[str]:
    """Runs the Firestore emulator; gives its host:port for FIRESTORE_EMULATOR_HOST."""
    part = parts.firestore({}, folder=None)
    with running(part):
        yield part.env["FIRESTORE_EMULATOR_HOST"]


@contextmanager
def pubsub() -> Iterator[str]:
    """Runs the Pub/Sub emulator; gives its host:port for PUBSUB_EMULATOR_HOST."""
    part = parts.pubsub({})
    with running(part):
        yield part.env["PUBSUB_EMULATOR_HOST"]


@contextmanager
def storage(project: str = parts.PROJECT, bucket: str | None = None) -> Iterator[str]:
    """Runs fake-gcs-server in memory, with the receipts bucket; gives its URL for STORAGE_EMULATOR_HOST."""
    part = parts.storage({}, folder=None)
    with running(part):
        topics.create_bucket(part.url, project, bucket or f"{project}-{parts.BUCKET}")
        yield part.url


def own_project(word: str = "test") -> str:
    """A project id that nobody else uses: the emulators keep projects apart, so tests need no cleaning."""
    return f"{word}-{uuid.uuid4().hex[:12]}"


@contextmanager
def running(part: Part) -> Iterator[Part]:
    """Runs a part of the local stack and gives it once it answers."""
    assert part.argv is not None
    with tempfile.TemporaryDirectory(prefix=f"{part.name}-") as folder:
        log = Path(folder) / f"{part.name}.log"
        child = process.start(part.argv, os.environ, log, ROOT)
        try:
            deadline = time.monotonic() + _START_S
            while status_of(part.ready_url) is None:
                if child.poll() is not None or time.monotonic() > deadline:
                    raise RuntimeError(f"{part.name} did not start:\n{process.tail(log)}")
                time.sleep(0.03)
            yield part
        finally:
            process.ask_to_stop(child)
            process.wait_stopped(child, 10)
