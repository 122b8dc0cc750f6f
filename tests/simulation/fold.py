"""The sums that the entries make, by arithmetic of our own. Whole numbers only."""

from collections import Counter
from datetime import date
from fractions import Fraction
from typing import Any

from tests.simulation import history
from tests.simulation.store.values import Fields
from tests.simulation.world import Broken, World

Cell = tuple[str, str, str]  # period, currency, budget or "none" or "income"


def period_of(day: str, start_day: int) -> str:
    """The first day of the period that a day falls in."""
    found = date.fromisoformat(day)
    year, month = found.year, found.month
    if found.day < start_day:
        year, month = (year - 1, 12) if month == 1 else (year, month - 1)
    return date(year, month, start_day).isoformat()


def _shares(entry: Fields) -> list[tuple[str, int]]:
    if entry["splits"]:
        return [(one["budget_id"] or "none", one["minor"]) for one in entry["splits"]]
    return [(entry["budget_id"] or "none", entry["minor"])]


def _counted(entry: Fields) -> tuple[str, list[tuple[str, int]]]:
    """In which currency the entry counts, and what each budget bears; an exchange is only ever simulated whole."""
    shares, exchange = _shares(entry), entry.get("exchange")
    if not exchange:
        return entry["currency"], shares
    [(budget, minor)] = shares
    return exchange["currency"], [(budget, _rounded(Fraction(exchange["rate"]) * minor))]


def _rounded(worth: Fraction) -> int:
    """To the nearest whole number, half to even; both currencies of the simulation have two digits."""
    return round(worth)


def folded(entries: dict[str, Fields]) -> Counter[Cell]:
    """What posted entries sum up to."""
    sums: Counter[Cell] = Counter()
    for entry in entries.values():
        if entry["status"] != "posted" or entry["minor"] is None:
            continue
        period, (currency, shares) = entry["period_start"], _counted(entry)
        sign = -1 if entry["kind"] == "refund" else 1
        for budget, minor in shares:
            income = entry["kind"] == "income"
            sums[period, currency, "income" if income else budget] += minor if income else sign * minor
    return sums


def kept(periods: dict[str, Fields]) -> Counter[Cell]:
    """The running sums as they are kept."""
    sums: Counter[Cell] = Counter()
    for start, period in periods.items():
        for currency, row in period.get("totals", {}).items():
            for budget, minor in row.items():
                sums[start, currency, budget] += minor
        for currency, minor in period.get("income", {}).items():
            sums[start, currency, "income"] += minor
    return sums


def check(world: World) -> None:
    """Everybody's running sums are what their entries sum up to."""
    for uid in history.everybody(world):
        told, true = kept(history.rows(world, uid, "periods")), folded(history.rows(world, uid, "expenses"))
        wrong: Any = {cell: (told[cell], true[cell]) for cell in {*told, *true} if told[cell] != true[cell]}
        if wrong:
            raise Broken(f"totals of {uid} differ from their entries, (kept, fold): {wrong}")
        _in_their_periods(world, uid)
        if corrections := history.rows(world, uid, "corrections"):
            raise Broken(f"the reconciler found something to correct: {corrections}")


def _in_their_periods(world: World, uid: str) -> None:
    start_day = history.profile(world, uid)["period_start_day"]
    for name, entry in history.rows(world, uid, "expenses").items():
        if entry["period_start"] != period_of(entry["date"], start_day):
            raise Broken(f"{name} of {entry['date']} counts in {entry['period_start']}, periods begin on {start_day}")
