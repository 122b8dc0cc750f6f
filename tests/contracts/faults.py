"""Faults of the store at the n-th commit of a piece of work, and the places in the code that commit."""

import ast
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from google.api_core import exceptions as api_errors
from google.api_core.retry import Retry, if_exception_type
from google.cloud.firestore import WriteBatch

ROOT = Path(__file__).parents[2]
FOLDERS = ("functions", "shared/gcp", "shared/context.py")
Kind = Literal["lost", "aborted"]
Site = tuple[str, int]
# What the client does by itself where our code gives no retry of its own.
_DEFAULT = Retry(
    predicate=if_exception_type(api_errors.ServiceUnavailable, api_errors.ResourceExhausted),
    initial=0.01,
    maximum=0.05,
    timeout=1.0,
)


@dataclass
class Commits:
    """Counts commits; at the `at`-th one it loses `times` acknowledgements, or aborts it so often before it is done."""

    kind: Kind = "lost"
    at: int = 0
    times: int = 0
    count: int = 0
    places: set[Site] = field(default_factory=set)

    def commit(self, real: Any, batch: WriteBatch, retry: Any, timeout: Any) -> Any:
        self.count += 1
        self.places |= set(_places())
        own = retry if isinstance(retry, Retry) else _DEFAULT
        if self.count != self.at:
            return real(batch, retry=own, timeout=timeout)
        writes = list(batch._write_pbs)

        def once() -> Any:
            batch._write_pbs = list(writes)  # a batch that went through is empty; the wire would carry it again
            if self.kind == "aborted" and self.times > 0:
                self.times -= 1
                raise api_errors.Aborted("contention")  # type: ignore[no-untyped-call]
            result = real(batch, retry=None, timeout=timeout)
            if self.times > 0:
                self.times -= 1
                raise api_errors.ServiceUnavailable("the answer was lost")  # type: ignore[no-untyped-call]
            return result

        return own(once)()


def _places() -> Iterator[Site]:
    frame = sys._getframe(2)
    while frame is not None:
        name = frame.f_code.co_filename
        if name.startswith(str(ROOT)):
            yield name.removeprefix(f"{ROOT}/"), frame.f_lineno
        frame = frame.f_back  # type: ignore[assignment]


@contextmanager
def faults(kind: Kind = "lost", at: int = 0, times: int = 0) -> Iterator[Commits]:
    """Puts the fault in, and takes it out again."""
    found, real = Commits(kind, at, times), WriteBatch.commit

    def commit(batch: WriteBatch, retry: Any = None, timeout: Any = None) -> Any:
        return found.commit(real, batch, retry, timeout)

    setattr(WriteBatch, "commit", commit)  # noqa: B010 - the type checker guards methods
    try:
        yield found
    finally:
        setattr(WriteBatch, "commit", real)  # noqa: B010


def sites(source: str) -> list[tuple[int, int]]:
    """First and last line of each call that commits: `….finish(…)`, `….run()`, `batch.commit(…)`."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        name, on = node.func.attr, ast.unparse(node.func.value)
        plain_run = name == "run" and not node.args and not node.keywords
        if name == "finish" or plain_run or (name == "commit" and on.endswith("batch")):
            found.append((node.lineno, node.end_lineno or node.lineno))
    return found


def all_sites() -> list[tuple[str, int, int]]:
    """Every place of functions/ and shared/gcp that commits."""
    files = [ROOT / one for one in FOLDERS if one.endswith(".py")]
    files += [file for one in FOLDERS for file in sorted((ROOT / one).rglob("*.py"))]
    return [
        (str(file.relative_to(ROOT)), first, last)
        for file in files
        for first, last in sites(file.read_text(encoding="utf-8"))
    ]
