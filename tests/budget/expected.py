"""What budgets must come to, reckoned by ourselves from what was done: the sum, floors, edits, and what is told.

Nothing here is taken from the rules of the product. All amounts are minor units of one currency.
"""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

Told = Counter[tuple[str, str]]  # (budget, type of the notification)


@dataclass(slots=True)
class Expected:
    """What is known of one person's budgets."""

    kept: int
    income: int
    spent: Counter[str] = field(default_factory=Counter)
    needs: dict[str, int] = field(default_factory=dict)
    held: int | None = None
    reached: dict[str, frozenset[int]] = field(default_factory=dict)
    told: Told = field(default_factory=Counter)

    @property
    def pool(self) -> int:
        return max(0, self.income - sum(self.needs.values()))

    def woken(self) -> None:
        """A rebalance looked: less to plan with than before brings the sum down."""
        if self.pool < self.kept and (self.held is None or self.pool < self.held):
            self.kept = self.pool
        self.held = self.pool

    def check(self, before: dict[str, Any], after: dict[str, Any], edited: set[str]) -> None:
        """Compare two settled states; `edited` are the budgets that the person has set in between."""
        self._nobody_moved_wrongly(before, after, edited)
        total = sum(row["minor"] for row in after.values())
        if total != self.kept:
            self._nobody_could_absorb(after, edited, up=total < self.kept)
            self.kept = total
        self._note_crossings(after)

    def _nobody_moved_wrongly(self, before: dict[str, Any], after: dict[str, Any], edited: set[str]) -> None:
        for key, row in after.items():
            if key in edited or key not in before:
                continue
            old = before[key]["minor"]
            assert row["minor"] == old or not row["pinned"], f"{key} is pinned and was moved"
            assert row["minor"] >= min(old, self._floor(row, key)), f"{key} went below its floor"

    def _floor(self, row: dict[str, Any], key: str) -> int:
        return max(row["minimum"] or 0, self.spent[key], 0)

    def _nobody_could_absorb(self, after: dict[str, Any], edited: set[str], *, up: bool) -> None:
        for key, row in after.items():
            if key in edited or row["pinned"]:
                continue
            assert not up, f"{key} could have taken more"
            assert row["minor"] <= self._floor(row, key), f"{key} could have given more"

    def _note_crossings(self, after: dict[str, Any]) -> None:
        for key, row in after.items():
            spent, limit = self.spent[key], row["minor"]
            now = {80} if spent > 0 and 5 * spent >= 4 * limit else set[int]()
            now |= {100} if spent > limit else set()
            known = self.reached.get(key, frozenset())
            if now and max(now) not in known:
                self.told[key, "budget_alert" if max(now) == 100 else "expense_alert"] += 1
            self.reached[key] = frozenset(now)
