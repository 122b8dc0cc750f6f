"""What a message tells about the person themselves."""

from decimal import Decimal
from typing import Any

from functions.chat.models.wanted import Heard, Wanted
from functions.chat.rules.intents import words
from shared.folding import fold

_FIGURES = (("monthly_income", words.INCOME), ("savings", words.SAVINGS), ("debts", words.DEBTS))


def changed(part: str, heard: Heard) -> Wanted | None:
    """The call that changes the profile, when the part tells something of it."""
    if "?" in part or "؟" in part:
        return None
    told: dict[str, Any] = figures(part, heard)
    folded = fold(part)
    if words.SPEAK.search(folded):
        codes = [code for code, pattern in words.LANGUAGES.items() if pattern.search(folded)]
        told |= {"language": codes[-1]} if codes else {}
    if name := words.NAME.search(part):
        told["first_name"] = name[1]
    if (day := words.PAYDAY.search(part)) and 1 <= int(day[1]) <= 28:
        told = {"period_start_day": int(day[1])}
    return Wanted("edit_user_profile", told) if told else None


def figures(part: str, heard: Heard) -> dict[str, Any]:
    """The figure of the profile that the part tells: the last amount behind the word for it."""
    folded = fold(part)
    if words.SPENT.search(folded) or heard.earned(part):
        return {}  # of an entry: "my salary came in" is no news of the salary
    amounts = heard.amounts(part)
    for name, pattern in _FIGURES:
        if amounts and pattern.search(folded):
            value = amounts[-1].value
            return {name: format(value.quantize(Decimal(1)) if value == value.to_integral_value() else value, "f")}
    return {}


def asked(part: str, heard: Heard) -> Wanted | None:  # noqa: ARG001
    """The call that shows what they told about themselves, when the part asks for that and for no entries."""
    folded = fold(part)
    if not (words.ASKS.search(folded) or words.SHOW.search(folded) or "?" in part or "؟" in part):
        return None
    if words.PROFILE.search(folded):
        return Wanted("show_profile")
    about = any(pattern.search(folded) for pattern in (*(one for _, one in _FIGURES), words.INVESTMENTS))
    return Wanted("show_profile") if about and words.KNOWN.search(folded) and not words.ENTRIES.search(folded) else None
