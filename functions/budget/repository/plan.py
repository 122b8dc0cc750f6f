"""What the next rebalance has to absorb: `budget_plan/current`.

Every edit adds its difference here without reading, in its own commit; so a rebalance knows the sum to come back to,
however many events were lost, late, doubled or out of order.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from functions.budget.rules.giving import MOST_GIVEN, Given, Step
from shared.gcp.firestore import Commit, Increment, get, user


def _plan(uid: str) -> Any:
    return user(uid).collection("budget_plan").document("current")


def add(commit: Commit, uid: str, currency: str, difference: int, edited: str | None) -> None:
    """The sum of a currency moved by `difference`; `edited` is the budget that the person has set by this."""
    moved: dict[str, Any] = {"unabsorbed": {currency: Increment(difference)}}
    if edited is not None:
        moved["edited"] = {edited: True}
    commit.merge(_plan(uid), moved)


class ReadPlan:
    """What is to be absorbed, by currency, which budgets must stay, and the write that settles it.

    `pool` is what there was to plan with, by currency, when the budgets were last held against it; `given` what the
    latest rebalances changed.
    """

    def __init__(self, uid: str) -> None:
        self._snapshot = get(_plan(uid))
        stored = self._snapshot.to_dict() or {}
        found = {code: int(minor) for code, minor in stored.get("unabsorbed", {}).items()}
        self.unabsorbed: Mapping[str, int] = {code: minor for code, minor in found.items() if minor}
        self.edited = frozenset(stored.get("edited", ()))
        self.pool: Mapping[str, int] = {code: int(minor) for code, minor in stored.get("pool", {}).items()}
        self.given = tuple(
            Given(one["currency"], {key: Step(**step) for key, step in one["budgets"].items()})
            for one in stored.get("given", ())
        )

    @property
    def is_settled(self) -> bool:
        """Whether there is nothing to absorb and nothing to forget."""
        return not self.unabsorbed and not self.edited

    def settle(self, commit: Commit, pool: Mapping[str, int], given: Sequence[Given]) -> None:
        """Put into the commit that all of it was dealt with; it fails when another edit came in between."""
        kept = [asdict(one) for one in given[-MOST_GIVEN:]]
        settled: dict[str, Any] = {"unabsorbed": {}, "edited": {}, "pool": dict(pool), "given": kept}
        if self._snapshot.exists:
            commit.update(self._snapshot, settled)
        else:
            commit.create(self._snapshot.reference, settled)
