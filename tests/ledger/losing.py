"""A store whose answer to a commit gets lost: applied, but the client does not hear of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from google.api_core import exceptions as api_errors
from google.cloud.firestore import WriteBatch


@contextmanager
def lost_acknowledgement(monkeypatch: pytest.MonkeyPatch, number: int) -> Iterator[list[int]]:
    """Loses the answer to the n-th commit once; gives a list that holds how many commits there were."""
    real, count = WriteBatch.commit, [0]

    def commit(batch: WriteBatch, retry: Any = None, timeout: Any = None) -> Any:
        count[0] += 1
        lost = count[0] == number

        def once() -> Any:
            nonlocal lost
            result = real(batch, retry=None, timeout=timeout)
            if lost:
                lost = False
                raise api_errors.ServiceUnavailable("the answer was lost")  # type: ignore[no-untyped-call]
            return result

        return (retry or (lambda function: function))(once)()

    with monkeypatch.context() as patched:
        patched.setattr(WriteBatch, "commit", commit)
        yield count
