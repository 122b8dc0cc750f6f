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
NOTHING = Proposed({}, None, None, None, {}, (), (), {}, "")
_LANGUAGE = re.compile(r"[a-z]{2,3}")


def unsupported(proposed: Proposed, told: Sequence[Told]) -> list[str]:
    """The figures that the model would save and that nobody said, in words fit for it."""
    return [
        f"{name}: the person did not say {value}; take an amount that they said, or null"
        for name, value in proposed.figures.items()
        if bound(name, value, told) is None
    ]


def learned_from(told: Sequence[Told], language: str, proposed: Proposed = NOTHING) -> Learned:
    """What is to be kept. Without a proposal it is what rules can read alone."""
    found = _Found(told, proposed)
    found.figures()
    found.personal_info(language)
    found.preferences()
    found.extra_info()
    found.minimums()
    summary = clean(proposed.summary, 600) or None
    return Learned(*found.parts, summary=summary, inferred=frozenset(found.inferred), assumed=frozenset(found.assumed))


class _Found:
    def __init__(self, told: Sequence[Told], proposed: Proposed) -> None:
        self._told, self._proposed = told, proposed
        self.parts: tuple[dict[str, Figure], dict[str, str], dict[str, str], dict[str, Any]] = ({}, {}, {}, {})
        self.inferred: set[str] = set()
        self.assumed: set[str] = set()

    def figures(self) -> None:
        for name in TOPICS:
            value, own = self._proposed.figures.get(name), figure_of(name, self._told)
            chosen = None if value is None else bound(name, value, self._told)
            # What is reckoned is reckoned here: of a range the middle, whatever the model took.
            if figure := own if own and own.how == "inferred" else chosen or own:
                self.parts[0][name] = figure
                if figure.how == "inferred":
                    self.inferred.add(name)

    def personal_info(self, language: str) -> None:
        kept, proposed = self.parts[1], self._proposed
        place = clean(place_in(proposed.location or self._answer("place")), MAX_PLACE)
        if place and not is_nothing(place, _SHORT):
            kept["location_context"] = place
            self._note("personal_info.location_context", place)
        spoken = proposed.language or ""
        kept["language"] = spoken if _LANGUAGE.fullmatch(spoken) else language
        self.inferred.add("personal_info.language")
        # The currency that the income was said in, else one that the person named otherwise.
        named = [figure.currency for figure in self.parts[0].values() if figure.currency]
        if code := named[0] if named else proposed.currency:
            kept["preferred_currency"] = code

    def preferences(self) -> None:
        kept = self.parts[2]
        asked = {"risk_preference"} if self._last("preferences") else set[str]()
        for name, value in self._proposed.preferences.items():
            kept[name], fact = value, f"user_ai_preferences.{name}"
            # What was neither asked about nor said is no more than the model's guess.
            bears = name in asked or is_own(value, self._told)
            (self.inferred if bears else self.assumed).add(fact)
        if risk := risk_of(self._answer("preferences")):
            kept["risk_preference"] = risk
            self.inferred.discard("user_ai_preferences.risk_preference")

    def extra_info(self) -> None:
        wanted = self._proposed.goals or (self._answer("goals"),)
        goals = titles((one for one in wanted if not is_nothing(one, _SHORT)), MAX_GOAL, MOST_ITEMS)
        categories = titles(self._proposed.categories or self._chosen(), MAX_TITLE, MOST_ITEMS)
        for name, items in (("goals", goals), ("budget_categories", categories)):
            if items:
                self.parts[3][name] = list(items)
                self._note(f"extra_info.{name}", *items)

    def minimums(self) -> None:
        said = {amount.value for one in self._told for amount in one.amounts}
        claimed = ((clean(title, MAX_TITLE), value) for title, value in self._proposed.minimums.items())
        # No key of the store's own form __x__.
        kept = {title: value for title, value in claimed if value in said and title and not title.startswith("__")}
        if kept:
            self.parts[3]["budget_minimums"] = {title: format(value, "f") for title, value in kept.items()}
            self._note("extra_info.budget_minimums", *kept)

    def _chosen(self) -> Sequence[str]:
        """What the person chose, or listed in own words."""
        said = self._last("categories")
        return () if said is None else said.values if said.question.options else items_in(said.text)

    def _note(self, fact: str, *texts: str) -> None:
        """What is not in the person's own words is inferred."""
        if not all(is_own(text, self._told) for text in texts):
            self.inferred.add(fact)

    def _last(self, topic: Topic) -> Told | None:
        return next((one for one in reversed(self._told) if one.question.topic == topic), None)

    def _answer(self, topic: Topic) -> str:
        said = self._last(topic)
        return said.text if said else ""


def in_currency(learned: Learned, currency: str) -> tuple[Mapping[str, Decimal], Mapping[str, str]]:
    """(figures in this currency, what was said in another one, as words): amounts are never converted here."""
    here = {name: one.value for name, one in learned.figures.items() if one.currency in {None, currency}}
    other = {name: f"{one.value:f} {one.currency}" for name, one in learned.figures.items() if name not in here}
    return here, other
