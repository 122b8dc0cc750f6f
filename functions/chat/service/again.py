"""What a former try of the same turn did by another call: it is not done a second time by this one.

A turn that is tried again may go another way: a model calls another tool, or the same with other arguments, and rules
may answer in its place. The call's own key knows only the very same call.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from functions.chat.rules.policy.again import Done, Statement, done_of
from functions.chat.service.calls import Called
from functions.chat.service.deciding import Known
from functions.chat.service.room import Room
from functions.journal.models import Action, Change
from shared.folding import title_key
from shared.money import Money

# Tools that do the same, by the name under which the journal keeps it.
_KEPT_AS = {"call_expense_manager": "record_expense", "call_budget_agent": "generate_budgets"}
_RECORDS = frozenset({"record_expense", "record_receipt"})


@dataclass(frozen=True, slots=True)
class Before:
    """How much of a call was done before, and the Actions that did it."""

    done: Done
    actions: tuple[Action, ...] = ()


class Again:
    """Holds the calls of one try against what former tries did and asked for."""

    def __init__(self, known: Known, room: Room) -> None:
        self._known, self._room = known, room
        self._met: set[str] = set()  # Actions that calls of this try stand for

    def meet(self, actions: Iterable[Action]) -> None:
        """These are what calls of this try stand for: no other call is held against them."""
        self._met.update(one.id for one in actions)

    def before(self, called: Called, own: Iterable[Action]) -> Before:
        """What was done of this call; `own` are the Actions of this try."""
        kept = _kept_as(called.tool.name)
        same = [one for one in self._room.former(own) if _kept_as(one.tool) in _likes(kept)]
        if not same:
            return Before("not")
        if kept == "record_expense":
            # All of them: what is said twice may be recorded twice, and the message tells how often it is said.
            recorded = [one for action in same for one in self._recorded(action)]
            asked = self._known.stated(str(called.arguments["message"]))
            done = done_of(asked, self._known.stated(self._known.message), recorded)
        else:
            same = [one for one in same if one.id not in self._met and _is_on_the_same(one, called.arguments)][:1]
            done = "wholly" if same else "not"
        if done == "wholly":
            self.meet(same)
        return Before(done, () if done == "not" else tuple(same))

    def _recorded(self, action: Action) -> Sequence[Statement]:
        """The entries that it made; of one that waits, or waited, what its words say."""
        made = [_amounts(one) for one in action.changes if one.resource == "expense" and one.before is None]
        if made or action.call is None:
            return made
        arguments = json.loads(action.call.arguments)
        return self._known.stated(str(arguments.get("message", ""))) or [frozenset()]


def _kept_as(tool: str) -> str:
    return _KEPT_AS.get(tool, tool)


def _likes(kept: str) -> frozenset[str]:
    return _RECORDS if kept in _RECORDS else frozenset({kept})


def _amounts(change: Change) -> Statement:
    """The amount by which an entry was made; nothing of a receipt that waits to be read."""
    minor = (change.after or {}).get("minor")
    return frozenset() if minor is None else frozenset({abs(Money(minor, str(change.currency)).decimal)})


def _is_on_the_same(action: Action, arguments: Mapping[str, Any]) -> bool:
    """Whether an Action of the same kind changed, or would change, what the call names."""
    if _kept_as(action.tool) == "generate_budgets":
        return True  # all budgets
    asked = json.loads(action.call.arguments) if action.call else {}
    if "budget_id" in arguments:
        named = {asked.get("budget_id"), *(one.id for one in action.changes)}
        return arguments["budget_id"] in named
    if "title" in arguments:
        titles = [asked.get("title"), *((one.after or {}).get("title") for one in action.changes)]
        return title_key(str(arguments["title"])) in {title_key(one) for one in titles if one}
    return False
