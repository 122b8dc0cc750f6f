"""Readers that are given the time they need."""

import pytest

from dev.gemini.reading import photo


@pytest.fixture(autouse=True)
def _unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """A busy machine would end the looks early, and these tests ask what they read, not how fast."""
    monkeypatch.setattr(photo, "LONGEST_S", 600.0)
