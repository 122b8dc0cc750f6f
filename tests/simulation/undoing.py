"""Undo and redo: services of the journal without a route yet, called as a route would call them."""

from typing import Any

from tests.simulation.operations import Operation
from tests.simulation.people import Asked, Person


def asked(person: Person, operation: Operation) -> Asked | None:
    """The request of an undo or redo; None when the person knows of no action."""
    target = person.pick(person.actions, operation.choice)
    return Asked("POST", f"undo:{operation.kind}:{target}") if target else None


def perform(_asked: Asked, _uid: str, _key: str | None) -> Any:
    raise NotImplementedError


def learn(person: Person, kind: str, told: Any) -> None:
    """Nothing yet."""
