"""Gathers what the write policy has to know about a call, from the store and from the person's message."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from functions.budget import service as budgets
from functions.chat.models.gate import Effect, Owned, Said, Source
from functions.chat.rules.intents import asks_to_undo, parts
from functions.chat.rules.intents.steps import steps
from functions.chat.rules.policy.again import Statement
from functions.chat.rules.policy.decide import TURN, Asked
from functions.chat.service.hearing import amounts_of
from functions.expenses import service as expenses
from functions.journal import service as journal
from functions.ledger import service as ledger
from functions.users import service as users
from shared.context import Context
from shared.errors import Problem
from shared.ids import is_id
from shared.money import is_currency
from shared.period import today_in


@dataclass(slots=True)
class Known:
    """What a turn's decisions look up; the profile and the message are read once."""

    context: Context
    message: str
    last_change: str | None = None
    _profile: Mapping[str, Any] | None = field(default=None, init=False)
    _said: Said | None = field(default=None, init=False)

    @property
    def profile(self) -> Mapping[str, Any]:
        if self._profile is None:
            self._profile = users.get_user(self.context.uid).profile
        return self._profile

    @property
    def currency(self) -> str:
        return str(self.profile["currency"])

    @property
    def today(self) -> date:
        """The person's day."""
        return today_in(self.context.now, self.profile["time_zone"])

    @property
    def said(self) -> Said:
        """The person's message of this turn."""
        if self._said is None:
            self._said = self.read(self.message)
        return self._said

    def read(self, text: str) -> Said:
        """A text as the reader of money sees it."""
        today = self.today
        return Said(
            text,
            tuple(expenses.amounts_said(text, self.currency)),
            frozenset().union(*(expenses.amounts_spent(one, self.currency, today) for one in (text, *parts(text)))),
            expenses.says_to_change(text),
            asks_to_undo(text),
            frozenset(steps(text, amounts_of(text, self.currency))),
        )

    def asked(self, effect: Effect, arguments: Mapping[str, Any], taint: frozenset[Source], done: int) -> Asked:
        """A call with all that its decision needs; `done` are the writes that this try has made."""
        return Asked(
            effect=effect,
            arguments=arguments,
            said=self.said,
            currency=self.currency,
            owned=self.owned(effect, arguments),
            texts=self.texts(effect, arguments),
            taint=taint,
            done=done,
            moved=journal.Books(self.context.uid).moved,
            now=self.context.now,
        )

    def stated(self, text: str) -> Sequence[Statement]:
        """What the text says of money, statement by statement; its amounts where no rule reads more."""
        whole = expenses.statements_in(text, self.currency, self.today)
        apart = [one for part in parts(text) for one in expenses.statements_in(part, self.currency, self.today)]
        return max(whole, apart, key=len) or [frozenset({value}) for value, _ in self.read(text).amounts]

    def texts(self, effect: Effect, arguments: Mapping[str, Any]) -> dict[str, Said]:
        """The free texts among the arguments."""
        return {name: self.read(str(arguments[name])) for name in effect.words if arguments.get(name) is not None}

    def owned(self, effect: Effect, arguments: Mapping[str, Any]) -> dict[str, Owned | None]:
        """What the identifiers among the arguments name; None where the person has no such thing."""
        asked = {name: arguments[name] for name in effect.ids if arguments.get(name) is not None}
        return {name: self._thing(effect.ids[name], str(value)) for name, value in asked.items()}

    def _thing(self, prefix: str, name: str) -> Owned | None:
        if not is_id(name, prefix):
            return None
        if prefix == "bud":
            return self._budget(name)
        if prefix == TURN:
            did = journal.actions_of_turn(self.context.uid, name)
            return Owned(name, "", is_last=name == self.last_change) if did else None
        try:
            if prefix == "exp":
                entry = ledger.get_entry(self.context.uid, name)
                return Owned(name, entry.product_name, entry.currency)
            goal = budgets.get_goal(self.context, name).goal
            return Owned(name, goal.title, goal.currency)
        except Problem as error:
            if error.status >= 500:
                raise
            return None

    def _budget(self, name: str) -> Owned | None:
        there = budgets.all_budgets(self.context.uid)
        found = next((one for one in there if one.id == name), None)
        if found is None:
            return None
        others = tuple(one.title for one in there if one.id != name)
        return Owned(name, found.title, found.currency, others)


def is_known_currency(effect: Effect, arguments: Mapping[str, Any]) -> bool:
    """Whether the currency that the arguments name, if they do, is one."""
    named = arguments.get(effect.currency) if effect.currency else None
    return named is None or is_currency(str(named))
