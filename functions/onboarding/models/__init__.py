"""The nouns of the interview."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal

QuestionType = Literal["direct", "radio", "checkboxes"]
Topic = Literal[
    "place", "income", "savings", "investments", "debts", "categories", "goals", "preferences", "other"
]  # fmt: skip
Asker = Literal["form", "agent"]
How = Literal["said", "inferred"]


@dataclass(frozen=True, slots=True)
class Question:
    """One question as the person sees it; `options` is empty where they answer in their own words."""

    topic: Topic
    text: str
    type: QuestionType
    options: tuple[str, ...] = ()
    asker: Asker = "form"


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered: the words, or the options chosen. Nothing means that the question was skipped."""

    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Interview:
    """One that is going on: the last question has no answer yet. `version` counts its states."""

    language: str
    questions: tuple[Question, ...]
    answers: tuple[Answer, ...] = ()
    version: int = 1

    @property
    def pending(self) -> Question:
        """The question that waits for an answer."""
        return self.questions[len(self.answers)]

    @property
    def exchanges(self) -> tuple[tuple[Question, Answer], ...]:
        """Each question that was answered or skipped, with what came."""
        return tuple(zip(self.questions, self.answers, strict=False))


@dataclass(frozen=True, slots=True)
class Heard:
    """An amount in the person's words, in whole units, at text[start:end]. `currency` is None where none was named."""

    value: Decimal
    currency: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Told:
    """One question with the person's answer to it, and the amounts that stand in the answer."""

    question: Question
    values: tuple[str, ...]
    amounts: tuple[Heard, ...] = ()

    @property
    def text(self) -> str:
        """All of the answer in one line; the places of the amounts are in it."""
        return ", ".join(self.values)


@dataclass(frozen=True, slots=True)
class Figure:
    """An amount for the profile in whole units; `inferred` when it was reckoned from what was said."""

    value: Decimal
    currency: str | None
    how: How = "said"


@dataclass(frozen=True, slots=True)
class Proposed:
    """What the agent says that it learned; nothing of it is believed before it was held against the answers."""

    figures: Mapping[str, Decimal]
    currency: str | None
    location: str | None
    language: str | None
    preferences: Mapping[str, str]
    goals: tuple[str, ...]
    categories: tuple[str, ...]
    minimums: Mapping[str, Decimal]
    summary: str


@dataclass(frozen=True, slots=True)
class Learned:
    """What the interview taught: figures by the profile's name, and keys of its three objects.

    `inferred` names the facts, as in a profile's provenance, that the person did not say in these words, `assumed`
    those that nothing of what they said bears out: wishes only, never a figure.
    """

    figures: Mapping[str, Figure] = field(default_factory=dict)
    personal_info: Mapping[str, str] = field(default_factory=dict)
    preferences: Mapping[str, str] = field(default_factory=dict)
    extra_info: Mapping[str, Any] = field(default_factory=dict)
    summary: str | None = None
    inferred: frozenset[str] = frozenset()
    assumed: frozenset[str] = frozenset()
