"""A thousand things that one person does to their budgets, drawn from one seed, end with the sum that is due."""

import os
from collections import Counter
from datetime import UTC, datetime
from random import Random, SystemRandom
from typing import Any

import pytest

from functions.budget import service as budgets
from functions.journal import service as journal
from functions.ledger import service as ledger
from functions.notify import rules as notify_rules
from shared.errors import Conflict
from shared.gcp.firestore import user
from shared.period import next_period, period_of
from tests.budget.expected import Expected
from tests.budget.people import WORKERS, Household
from tests.ground import Ground, context, pushed

STEPS = int(os.environ.get("BUDGET_STEPS", "1000"))
_SPLITS = {"rebalance", "move_money"}


def seed_of_this_run() -> int:
    return int(os.environ.get("BUDGET_SEED") or SystemRandom().randrange(10**9))


class Life:
    """One person, and what is expected of their budgets. Each step asks something and lets all of it settle."""

    def __init__(self, household: Household, seed: int) -> None:
        self.household = household
        self.chance = Random(seed)
        self.edited: set[str] = set()
        self.deleted: list[str] = []
        for rank, minor in enumerate((20_000, 15_000, 9_000, 5_000, 1_001, 0)):
            household.ground.budget(household.uid, f"Budget {rank}", minor)
        household.settle()
        self.expected = Expected(50_001, 60_000)

    def rows(self) -> dict[str, Any]:
        found = user(self.household.uid).collection("budgets").stream()
        return {row.id: row.to_dict() for row in found if row.to_dict()["deleted_at"] is None}

    def ask(self, method: str, path: str, body: Any = None, status: int = 200) -> Any:
        answered = self.household.ask(method, path, body)
        assert answered.status_code == status, answered.text
        return answered.json

    def one(self) -> str | None:
        rows = sorted(self.rows())
        return self.chance.choice(rows) if rows else None

    def amount(self) -> int:
        return self.chance.choice([0, 1, 99, 2_500, 10_000, 30_000, self.chance.randrange(60_000)])

    def step(self) -> None:
        self.edited = set()
        before = self.rows()
        done = getattr(self, self.chance.choice(DEEDS))()
        self.settle()
        if done is not False:
            self.expected.woken()
        self.expected.check(before, self.rows(), self.edited)

    def settle(self) -> None:
        """Everything is delivered, some of it twice and late."""
        ground, begun = self.household.ground, self.household._delivered
        self.household.settle()
        for event in self.chance.sample(ground.published[begun:], min(2, len(ground.published) - begun)):
            for worker in WORKERS:
                worker(pushed(event))
        self.household.settle()

    def change(self) -> bool:
        name, minor = self.one(), self.amount()
        if name is None:
            return False
        moved: bool = minor != self.rows()[name]["minor"]
        body: dict[str, Any] = {"budget": minor / 100}
        if self.chance.random() < 0.3:
            spent = self.amount()
            body["spent"] = spent / 100
            self.expected.spent[name] = spent
        self.ask("PATCH", f"/api/budget/{name}/", body)
        self.edited = {name}
        return bool(moved)

    def settings(self) -> bool:
        if name := self.one():
            minimum = self.chance.choice([None, 10, 50])
            self.ask("PATCH", f"/api/budget/{name}/", {"pinned": self.chance.random() < 0.2, "minimum": minimum})
        return False

    def delete(self) -> bool:
        name = self.one()
        if name is None or len(self.rows()) < 3:
            return False
        self.ask("DELETE", f"/api/budget/{name}/", status=204)
        self.deleted.append(name)
        return True

    def restore(self) -> bool:
        if not self.deleted:
            return False
        name = self.deleted.pop(self.chance.randrange(len(self.deleted)))
        self.ask("POST", f"/api/budget/{name}/restore/")
        self.edited = {name}
        return True

    def move(self) -> bool:
        source, target, minor = self.one(), self.one(), 1 + self.amount()
        if source is None or target is None or source == target:
            return False
        row = self.rows()[source]
        fits: bool = row["minor"] - minor >= max(row["minimum"] or 0, self.expected.spent[source], 0)
        body = {"from": source, "to": target, "amount": minor / 100}
        self.ask("POST", "/api/budget/move/", body, 200 if fits else 422)
        self.edited = {source, target}
        return bool(fits)

    def spend(self) -> bool:
        name, minor = self.one(), 1 + self.amount()
        if name is None:
            return False
        kind: Any = self.chance.choice(["expense", "expense", "refund"])
        budget = budgets.get_standing(context(self.household.uid), name).budget
        self.household.ground.spend(self.household.uid, minor, budget, kind=kind)
        self.expected.spent[name] += -minor if kind == "refund" else minor
        return False

    def goal(self) -> bool:
        known = self.expected.needs
        if known and self.chance.random() < 0.5:
            name = self.chance.choice(sorted(known))
            self.ask("DELETE", f"/api/budget/goals/{name}/", status=204)
            del known[name]
            return True
        target, parts = 1 + self.amount(), self.chance.choice([1, 2])
        period = period_of(self.household.ground.today())
        due = period.end if parts == 1 else next_period(period, 1).end
        body = {"title": "A bicycle", "target": target / 100, "date": due.isoformat()}
        made = self.ask("POST", "/api/budget/goals/", body, 201)
        known[made["id"]] = -(-target // parts)
        return True

    def income(self) -> bool:
        from shared.events import ProfileChanged

        self.expected.income = 20_000 + self.amount()
        user(self.household.uid).update({"profile.monthly_income": self.expected.income})
        self.household.ground.published.append(ProfileChanged(uid=self.household.uid, fields=("monthly_income",)))
        return True

    def undo(self) -> bool:
        done = [one for one in self.household.actions() if one["status"] == "done"]
        budgetary = [one for one in done[-4:] if all(change["resource"] == "budget" for change in one["changes"])]
        if not budgetary:
            return False
        action = self.chance.choice(budgetary)
        split = action["tool"] in _SPLITS
        apply = budgets.apply_split if split else budgets.apply_change
        before = self.rows()
        try:
            journal.undo(context(self.household.uid), action["id"], "action", {"budget": apply})
        except Conflict:
            return False
        after = self.rows()
        self.edited = {one["id"] for one in action["changes"]}
        self.deleted = [one for one in self.deleted if one not in after] + sorted(before.keys() - after.keys())
        if split:
            self.expected.kept += sum(row["minor"] for row in after.values()) - sum(
                row["minor"] for row in before.values()
            )
        return True


DEEDS = ["change", "change", "change", "settings", "delete", "restore", "move", "spend", "spend", "spend"]
DEEDS += ["goal", "income", "undo"]


def told(uid: str) -> Counter[tuple[str, str]]:
    rows = [row.to_dict() for row in user(uid).collection("notifications").stream()]
    return Counter((one["related_budget_id"], one["notification_type"]) for one in rows if one["related_budget_id"])


def test_whatever_people_do_the_sum_is_kept_and_nothing_is_told_twice(
    memory: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A year's worth of deeds on one day: the caps of a day would be in the way of what is shown here.
    monkeypatch.setattr(notify_rules.caps, "CAPS", dict.fromkeys(notify_rules.CAPS, 100_000))
    seed = seed_of_this_run()
    print(f"BUDGET_SEED={seed}")  # noqa: T201 - a failure shows it
    life = Life(Household(memory, monkeypatch, income=60_000), seed)
    begun = datetime.now(UTC).date()
    for number in range(STEPS):
        life.step()
        assert told(life.household.uid) == life.expected.told, f"step {number}"
    assert period_of(begun) == period_of(datetime.now(UTC).date()), "the period turned meanwhile"
    entries = ledger.totals(life.household.uid, period_of(memory.today()).key).spent
    assert {key: minor for (_, key), minor in entries.items() if minor} == {
        key: minor for key, minor in life.expected.spent.items() if minor
    }
    assert sum(row["minor"] for row in life.rows().values()) == life.expected.kept
