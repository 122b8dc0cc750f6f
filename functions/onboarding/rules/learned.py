"""What an interview taught: the person's own words decide, and what a model says is held against them."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from functions.onboarding.models import Figure, Learned, Proposed, Told, Topic
from functions.onboarding.rules.figures import TOPICS, bound, figure_of, is_nothing
from functions.onboarding.rules.form import risk_of
from functions.onboarding.rules.wording import clean, is_own, items_in, place_in, titles

MAX_PLACE = 100
MAX_TITLE = 60
MAX_GOAL = 200
MOST_ITEMS = 12
_SHORT = 4  # words: "no, not really" is no goal, "a car without debts" is one
_LANGUAGE = re.compile(r"[a-z]{2,3}")


def unsupported(proposed: Proposed, told: Sequence[Told]) -> list[str]:
    """The figures that the model would save and that nobody said, in words fit for it."""
    return [
        f"{name}: the person did not say {value}; take an amount that they said, or null"
        for name, value in proposed.figures.items()
        if bound(name, value, told) is None
    ]


def learned_from(told: Sequence[Told], language: str, proposed: Proposed | None = None) -> Learned:
    """What is to be kept. Without a proposal it is what rules can read alone."""
    found = _Found(told)
    found.figures(proposed)
    found.personal_info(language, proposed)
    found.preferences(proposed)
    found.extra_info(proposed)
    summary = clean(proposed.summary, 600) if proposed else None
    return Learned(*found.parts, summary=summary or None, inferred=frozenset(found.inferred))


class _Found:
    def __init__(self, told: Sequence[Told]) -> None:
        self._told = told
        self.parts: tuple[dict[str, Figure], dict[str, str], dict[str, str], dict[str, Any]] = ({}, {}, {}, {})
        self.inferred: set[str] = set()

    def figures(self, proposed: Proposed | None) -> None:
        for name in TOPICS:
            value = proposed.figures.get(name) if proposed else None
            own = figure_of(name, self._told)
            chosen = None if value is None else bound(name, value, self._told)
            # What is reckoned is reckoned here: of a range the middle, whatever the model took.
            if figure := own if own and own.how == "inferred" else chosen or own:
                self.parts[0][name] = figure
                if figure.how == "inferred":
                    self.inferred.add(name)

    def personal_info(self, language: str, proposed: Proposed | None) -> None:
        kept = self.parts[1]
        named = (proposed.location if proposed else None) or self._answer("place")
        wanted = clean(place_in(named), MAX_PLACE)
        if wanted and not is_nothing(wanted, _SHORT):
            self._keep("personal_info", kept, "location_context", wanted)
        spoken = proposed.language if proposed and _LANGUAGE.fullmatch(proposed.language or "") else None
        kept["language"] = spoken or language
        self.inferred.add("personal_info.language")
        if code := self._currency(proposed):
            kept["preferred_currency"] = code

    def _currency(self, proposed: Proposed | None) -> str | None:
        """The currency that the income was said in, else one that the person named otherwise."""
        named = [figure.currency for figure in self.parts[0].values() if figure.currency]
        return named[0] if named else proposed.currency if proposed else None

    def preferences(self, proposed: Proposed | None) -> None:
        kept = self.parts[2]
        for name, value in (proposed.preferences if proposed else {}).items():
            kept[name] = value
            self.inferred.add(f"user_ai_preferences.{name}")
        if risk := risk_of(self._answer("preferences")):
            kept["risk_preference"] = risk
            self.inferred.discard("user_ai_preferences.risk_preference")

    def extra_info(self, proposed: Proposed | None) -> None:
        goal, said = self._answer("goals"), self._last("categories")
        wanted = proposed.goals if proposed and proposed.goals else (goal,)
        goals = [one for one in wanted if not is_nothing(one, _SHORT)]
        chosen = items_in(said.text) if said and said.question.type == "direct" else self._chosen(said)
        categories = chosen if chosen and not (proposed and proposed.categories) else (proposed or _NONE).categories
        for name, texts, most in (("goals", goals, MAX_GOAL), ("budget_categories", categories, MAX_TITLE)):
            if items := titles(texts, most, MOST_ITEMS):
                self.parts[3][name] = list(items)
                if not all(is_own(one, self._told) for one in items):
                    self.inferred.add(f"extra_info.{name}")
        heard = {amount.value for one in self._told for amount in one.amounts}
        least = (proposed or _NONE).minimums
        if kept := {clean(title, MAX_TITLE): format(value, "f") for title, value in least.items() if value in heard}:
            self.parts[3]["budget_minimums"] = kept

    def _chosen(self, said: Told | None) -> list[str]:
        """The options that were chosen; they may hold commas, so that the line cannot be divided again."""
        return [option for option in said.question.options if option in said.values] if said else []

    def _keep(self, group: str, kept: dict[str, str], name: str, value: str) -> None:
        kept[name] = value
        if not is_own(value, self._told):
            self.inferred.add(f"{group}.{name}")

    def _last(self, topic: Topic) -> Told | None:
        return next((one for one in reversed(self._told) if one.question.topic == topic), None)

    def _answer(self, topic: Topic) -> str:
        said = self._last(topic)
        return said.text if said else ""


_NONE = Proposed({}, None, None, None, {}, (), (), {}, "")


def in_currency(learned: Learned, currency: str) -> tuple[Mapping[str, Decimal], Mapping[str, str]]:
    """(figures in this currency, what was said in another one, as words): amounts are never converted here."""
    here = {name: one.value for name, one in learned.figures.items() if one.currency in {None, currency}}
    other = {name: f"{one.value:f} {one.currency}" for name, one in learned.figures.items() if name not in here}
    return here, other
