"""What our own code logs, to be looked at by tests."""

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest

from shared import logs


@pytest.fixture
def written(caplog: pytest.LogCaptureFixture) -> Iterator[io.StringIO]:
    """What our logger writes, line by line; `caplog` hears what libraries would write."""
    found, ours = io.StringIO(), logging.getLogger("ai-on")
    handler, level = logging.StreamHandler(found), ours.level
    handler.setFormatter(logs._JsonLine())
    ours.addHandler(handler)
    caplog.set_level(logging.WARNING)
    ours.setLevel(logging.INFO)
    yield found
    ours.removeHandler(handler)
    ours.setLevel(level)


def events(written: io.StringIO, name: str) -> list[dict[str, Any]]:
    """The lines that tell of an event, by the name that alerts go by."""
    lines = [json.loads(line) for line in written.getvalue().splitlines()]
    return [line for line in lines if line.get("event") == name]
