"""Puts what was learned into the profile, each fact with where it comes from, and tells that the interview is over."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from functions.onboarding.models import Interview, Learned
from functions.onboarding.rules.learned import in_currency
from functions.onboarding.rules.telling import told_again
from functions.onboarding.rules.wording import holds_markup, place_in
from functions.users import service as users
from functions.users.models import PROFILE_OBJECTS, How, Origin, User
from shared.config import config
from shared.context import Context
from shared.errors import InvalidInput
from shared.events import OnboardingCompleted
from shared.gcp.firestore import Commit
from shared.language import language_of
from shared.money import MAX_MINOR, Money, exponent


def currency_of(profile: Mapping[str, Any], interview: Interview) -> str:
    """What bare amounts are in: the person's own currency, else that of where they live, else the default."""
    if preferred := profile["personal_info"].get("preferred_currency"):
        return str(preferred)
    places = [
        answer.values[0] for question, answer in interview.exchanges if question.topic == "place" and answer.values
    ]
    known = profile["personal_info"].get("location_context")
    there = users.currency_at(place_in(places[-1]) if places else str(known or ""))
    return there or config().default_currency


def finish(context: Context, commit: Commit, person: User, learned: Learned) -> None:
    """Put the profile and the event into the commit that ends the interview."""
    changes, asked = _changes(person.profile, learned), replace(context, agent="onboarding")
    others: dict[str, How] = {
        **dict.fromkeys(learned.inferred, "inferred"),
        **dict.fromkeys(learned.assumed, "assumed"),
    }
    origin = Origin("said", "onboarding", others)
    try:
        users.stage_change(asked, commit, changes, origin=origin)
    except InvalidInput:  # the person's own notes fill the profile: the figures fit in any case
        kept = {name: value for name, value in changes.items() if name not in PROFILE_OBJECTS}
        users.stage_change(asked, commit, kept, origin=origin)
    event = OnboardingCompleted(uid=context.uid, occurred_at=context.now, cause=context.cause)
    commit.emit(event, context.now)


def _changes(profile: Mapping[str, Any], learned: Learned) -> dict[str, Any]:
    """The fields to change. What was not learned stays as it is, also a language that the person has chosen."""
    about = dict(learned.personal_info)
    if profile["personal_info"].get("language"):
        del about["language"]
    code = _governing({**profile["personal_info"], **about})
    here, other = in_currency(learned, code)
    figures = {name: kept for name, value in here.items() if (kept := _minor(value, code)) is not None}
    extra = {**learned.extra_info, **({"said_in_other_currency": other} if other else {})}
    return {
        **{name: str(money) for name, money in figures.items()},
        "personal_info": about,
        "user_ai_preferences": dict(learned.preferences),
        "extra_info": extra,
        "onboarding_status": "completed",
        "ai_summary": _summary(learned, figures),
    }


def _governing(personal_info: Mapping[str, Any]) -> str:
    """The currency that the profile will have with these facts."""
    if preferred := personal_info.get("preferred_currency"):
        return str(preferred)
    return users.currency_at(str(personal_info.get("location_context") or "")) or config().default_currency


def _minor(value: Decimal, code: str) -> Money | None:
    """The amount to the unit that its currency has; None for one that no profile can hold."""
    minor = int(value.scaleb(exponent(code)).to_integral_value(ROUND_HALF_UP))
    return Money(minor, code) if 0 <= minor <= MAX_MINOR else None


def _summary(learned: Learned, figures: Mapping[str, Money]) -> str:
    """The agent's two sentences where each figure in them is one of the profile's, else our own."""
    from shared.ai.facts import Fact, Snapshot, check

    language = language_of(learned.personal_info.get("language"))
    names = [learned.personal_info.get("location_context", ""), *learned.extra_info.get("goals", ())]
    names += learned.extra_info.get("budget_categories", ())
    facts = tuple(Fact(name, name, money.minor, "currency", money.currency) for name, money in figures.items())
    snapshot = Snapshot(facts, tuple(name for name in names if name))
    text = learned.summary
    if text and not holds_markup(text) and check(text, snapshot, language.written).supported:
        return text
    return told_again(learned, figures, language)
