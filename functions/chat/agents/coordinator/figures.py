"""Which figures may be told in a turn."""

import re
from contextlib import suppress
from dataclasses import replace

from functions.chat.models.talk import Talk
from functions.expenses import service as expenses
from shared.ai.facts import Fact, Snapshot, check
from shared.errors import InvalidInput
from shared.money import Money

_WORD = re.compile(r"\S*\w")
_FIGURES = ("monthly_income", "savings", "investments", "debts")


def known_to(talk: Talk) -> Snapshot:
    """All that words may tell: what tools computed, what the profile says, and what the person wrote themselves."""
    facts = [
        *_profile(talk),
        *_said(talk),
        Fact("today", "today", talk.today, "date"),
        *(one for told in talk.told for one in told.facts),
    ]
    names = [
        *(one.title for one in talk.budgets),
        *(name for told in talk.told for name in told.names),
        *_figures_said(talk),
        talk.said.msg,
    ]
    apart = tuple(replace(one, id=f"{rank}_{one.id}") for rank, one in enumerate(facts))
    return Snapshot(apart, tuple(dict.fromkeys(names)))


def _figures_said(talk: Talk) -> list[str]:
    """Dates, counts and the like in the person's own words, each with what is written on to it, such as 1st."""
    text = talk.said.msg
    found = check(text, Snapshot(()), talk.language.written).unbound
    return [word[0] for one in found if (word := _WORD.match(text, one.start))]


def _profile(talk: Talk) -> list[Fact]:
    known = ((name, talk.profile.get(name)) for name in _FIGURES)
    return [
        Fact(f"profile_{name}", name.replace("_", " "), minor, "currency", talk.currency)
        for name, minor in known
        if minor is not None
    ]


def _said(talk: Talk) -> list[Fact]:
    """The amounts that the person wrote themselves."""
    found = []
    for value, code in expenses.amounts_said(talk.said.msg, talk.currency):
        currency = code or talk.currency
        with suppress(InvalidInput):  # digits that the currency has not got
            found.append(Fact("said", "you said", Money.parse(value, currency).minor, "currency", currency))
    return found
