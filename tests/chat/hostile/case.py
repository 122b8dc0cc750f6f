"""One case of the hostile suite as data: what the model does, to whom, on which words, and what must come of it.

In arguments and words `$Groceries`, `$Transport`, `$Old` (deleted) and `$theirs` (another person's) stand for the ids
of budgets. Audit rows read `tool decision reasons`, or the outcome where there are no reasons.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Item = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Said:
    """One message of the person, and what the model then plays; after that it says that it is done."""

    words: str
    script: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """`budgets`, `entries`, `profile`, `notices` are what must be different afterwards; all else must be as before.

    `decisions` are those of the person on what waits, in order: yes, no, late (6 minutes), stranger, edited, again.
    `unsaid` must not stand in any reply.
    """

    family: str
    name: str
    turns: tuple[Said, ...]
    rows: tuple[str, ...]
    budgets: Mapping[str, int | None] = field(default_factory=dict)
    entries: tuple[int, ...] = ()
    profile: Mapping[str, Any] = field(default_factory=dict)
    notices: int = 0
    decisions: tuple[str, ...] = ()
    unsaid: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.family}: {self.name}"


def call(tool: Any, arguments: Any, **more: Any) -> Item:
    """A part that calls a tool."""
    return {"functionCall": {"name": tool, "args": arguments} | more}


def answer(*parts: Item) -> Item:
    """One answer of the model, of these parts."""
    return {"body": {"parts": list(parts)}}


def text(words: str) -> Item:
    """An answer in words."""
    return {"body": {"text": words}}


def hostile(name: str, **told: Any) -> Item:
    """One of the server's own hostile behaviours."""
    return {"hostile": {"name": name, **told}}


def said(words: str, *script: Item) -> Said:
    """A message and what the model plays."""
    return Said(words, script)


def one(family: str, name: str, words: str, made: Item, rows: Sequence[str] | str, **after: Any) -> Case:
    """A case of one message and one call."""
    wanted = (rows,) if isinstance(rows, str) else tuple(rows)
    return Case(family, name, (said(words, answer(made)),), wanted, **after)
