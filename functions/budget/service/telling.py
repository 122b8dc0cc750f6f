"""What is said about a plan by rule: what it took for granted, and what was done."""

from collections.abc import Sequence
from typing import Protocol

from functions.budget.rules.prose import sentence
from functions.budget.service.drafting import Draft
from functions.budget.service.known import LOOKED_BACK, Known
from shared.money import Money


class Done(Protocol):
    """One operation of a plan."""

    @property
    def operation(self) -> str: ...

    @property
    def minor(self) -> int: ...


def assumptions(known: Known, draft: Draft) -> tuple[str, ...]:
    """What the plan took for granted, in sentences for the person."""
    profile, language = known.now.profile, known.speech
    told = []
    if known.pool is None:
        told.append(sentence("income_unknown", language))
    elif profile["provenance"].get("monthly_income", {}).get("how") == "assumed":
        income = Money(profile["monthly_income"], known.currency)
        told.append(sentence("income_assumed", language, income=language.money(income)))
    if known.usual:
        told.append(sentence("usual", language, count=language.number(LOOKED_BACK)))
    elif not known.standings and draft.wanted:
        told.append(sentence("shares", language))
    if draft.ruled:
        told.append(sentence(draft.ruled, language))
    return tuple(told)


def message(known: Known, operations: Sequence[Done]) -> str:
    """The message for when the agent's is not to be had."""
    language = known.speech
    groups = {verb: [one for one in operations if one.operation == verb] for verb in ("add", "edit")}
    told = [
        sentence(f"{verb}_one" if len(group) == 1 else f"{verb}_many", language, count=language.number(len(group)))
        for verb, group in groups.items()
        if group
    ]
    if told:
        total = Money(sum(one.minor for group in groups.values() for one in group), known.currency)
        return " ".join([*told, sentence("in_all", language, total=language.money(total))])
    return sentence("nothing_changed" if known.standings else "nothing_to_plan", language)
