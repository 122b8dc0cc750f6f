"""The write policy: what becomes of a call that would change something.

In this order: is the tool known, are its texts plain, are its amounts amounts, are the things it names the person's;
each of these denies. Then the caps, taint and the person's own words, how much was done in this turn, and what always
needs the person: each of these asks. What passes is done at once.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from functions.chat.models.gate import Effect, Owned, Reason, Said, Source, Verdict
from functions.chat.rules.policy import caps
from functions.chat.rules.policy.words import says_amount, says_name, says_title, says_words
from functions.journal.models import Moved
from shared.errors import InvalidInput
from shared.money import Money

MOST_WRITES = 5
TURN = "msg"  # the prefix of a turn's id: nobody says it, they say "undo that"
_DENIED: Mapping[Reason, str] = {
    "unknown_tool": "This cannot be done here. Nothing was done.",
    "odd_text": "A text holds characters that cannot be seen. Nothing was done.",
    "bad_amount": "An amount is not a plain decimal number that its currency can hold. Nothing was done.",
    "not_yours": "There is nothing with this identifier. Nothing was done.",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A call and all that the decision needs. `owned` holds what the arguments' identifiers name, None for nothing.

    `texts` are the free texts among the arguments, as the reader of money sees them.
    """

    effect: Effect
    arguments: Mapping[str, Any]
    said: Said
    currency: str  # of the profile
    owned: Mapping[str, Owned | None]
    texts: Mapping[str, Said]
    taint: frozenset[Source]
    done: int  # writes that this turn has made
    moved: tuple[Moved, ...]
    now: datetime


def denied(reason: Reason) -> Verdict:
    """A call that must not be done, with the words for the model."""
    return Verdict("deny", (reason,), _DENIED.get(reason, "This is not allowed. Nothing was done."))


def decide(asked: Asked) -> Verdict:
    """What becomes of the call. Pure."""
    if asked.effect.kind == "delegate":
        return Verdict("allow")
    amounts = _amounts(asked)
    if amounts is None:
        return denied("bad_amount")
    if any(owned is None for owned in asked.owned.values()):
        return denied("not_yours")
    origins = dict(_origins(asked, amounts))
    reasons = tuple(dict.fromkeys(_doubts(asked, amounts, origins)))
    moneys = tuple(amounts.values())
    return Verdict("confirm" if reasons else "allow", reasons, "", origins, moneys)


def _amounts(asked: Asked) -> dict[str, Money] | None:
    """The amounts among the arguments; None when one is none."""
    found: dict[str, Money] = {}
    for name in asked.effect.amounts:
        text = asked.arguments.get(name)
        if text is None:
            continue
        try:
            money = _money(str(text), _currency(asked))
        except InvalidInput:
            return None
        if money.minor < 0 or (money.minor == 0 and asked.effect.about == "spent"):
            return None
        found[name] = money
    return found


def _money(text: str, currency: str) -> Money:
    number, _, code = text.partition(" ")
    if code and code != currency:
        raise InvalidInput("another currency")
    return Money.parse(number, currency)


def _currency(asked: Asked) -> str:
    named = asked.arguments.get(asked.effect.currency) if asked.effect.currency else None
    of_thing = next((one.currency for one in asked.owned.values() if one and one.currency), None)
    return str(named or of_thing or asked.currency)


def _origins(asked: Asked, amounts: Mapping[str, Money]) -> Iterable[tuple[str, str]]:
    """Where each argument that must be the person's came from."""
    otherwise = "read" if asked.taint else "assistant"
    for name, value in asked.arguments.items():
        if value is not None and name not in asked.effect.free:
            yield name, "said" if _is_said(asked, name, value, amounts) else otherwise


def _is_said(asked: Asked, name: str, value: Any, amounts: Mapping[str, Money]) -> bool:
    effect, said = asked.effect, asked.said
    if name in amounts:
        money = amounts[name]
        return says_amount(said, money.decimal, money.currency, about=effect.about)
    if name == effect.steps:
        return _says_step(said, str(value), amounts)
    if name in effect.ids:
        owned = asked.owned[name]
        return owned is not None and (_says_turn(said, owned) if effect.ids[name] == TURN else says_title(said, owned))
    if name in effect.words:
        text = asked.texts[name]
        return says_words(said, text.text) and _says_all(said, text.amounts, effect, asked.currency)
    if name != effect.currency:
        return says_name(said, str(value))
    return value == asked.currency or any(code == value for _, code in said.amounts)


def _says_turn(said: Said, owned: Owned) -> bool:
    return said.undoes and owned.is_last


def _says_step(said: Said, value: str, amounts: Mapping[str, Money]) -> bool:
    """Whether the amounts are meant as differences of this kind, or as none."""
    ways = {step for step, amount in said.steps if any(amount == one.decimal for one in amounts.values())}
    return not ways if value == "to" else value in ways


def _says_all(said: Said, amounts: Sequence[tuple[Decimal, str | None]], effect: Effect, default: str) -> bool:
    return all(says_amount(said, value, code or default, about=effect.about) for value, code in amounts)


def _doubts(asked: Asked, amounts: Mapping[str, Money], origins: Mapping[str, str]) -> Iterable[Reason]:
    """Why the person has to be asked first."""
    effect = asked.effect
    over = caps.over([*_counted(asked, amounts)], asked.moved, asked.now)
    if over == "over_cap":
        yield "over_cap"
    elif over:
        yield "over_day"
    if asked.taint:
        yield "tainted"
    if any(origin != "said" for name, origin in origins.items() if name not in effect.figures):
        yield "not_own_words"
    if asked.done >= MOST_WRITES:
        yield "too_many"
    if effect.kind == "destructive":
        yield "destructive"
    if any(asked.arguments.get(name) is not None for name in effect.figures):
        yield "profile_figure"


def _counted(asked: Asked, amounts: Mapping[str, Money]) -> Iterable[tuple[int, str]]:
    yield from ((one.minor, one.currency) for one in amounts.values())
    for text in asked.texts.values():
        for value, code in text.amounts:
            try:
                money = Money.parse(value, code or asked.currency)
            except InvalidInput:
                continue  # no amount that could be recorded
            yield money.minor, money.currency
