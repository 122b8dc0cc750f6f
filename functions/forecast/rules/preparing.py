"""Running sums made into series: one for each budget, aligned period by period."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from functions.forecast.rules.household import Household
from functions.ledger.models import Totals
from shared.period import Period


def household_of(
    periods: Sequence[Period], totals: Sequence[Totals], currency: str, budget_ids: Collection[str], joined: date
) -> Household:
    """What each budget cost in the complete periods, the oldest first. `joined` is the day of the sign-up.

    What no budget bears, or one that was deleted, stands under None. Periods before the first record do not count,
    nor does that of the sign-up when it was the first: it was not recorded as a whole. A period without any record is
    a gap for all; a budget begins with its first spending.
    """
    rows = [_row(one, currency, budget_ids) for one in totals]
    first = next((place for place, row in enumerate(rows) if row is not None), len(rows))
    if first < len(rows) and joined in periods[first] and joined > periods[first].start:
        first += 1
    rows = rows[first:]
    keys: dict[str | None, None] = dict.fromkeys(key for row in rows if row for key in row)
    return {key: _begun([None if row is None else row.get(key, 0) for row in rows]) for key in keys}


def _row(totals: Totals, currency: str, budget_ids: Collection[str]) -> Mapping[str | None, int] | None:
    found: dict[str | None, int] = {}
    for (code, budget_id), minor in totals.spent.items():
        if code == currency:
            key = budget_id if budget_id in budget_ids else None
            found[key] = found.get(key, 0) + minor
    return found if any(found.values()) or totals.income.get(currency) else None


def _begun(values: list[int | None]) -> list[int | None]:
    first = next((place for place, value in enumerate(values) if value), len(values))
    return [None] * first + values[first:]


def known_periods(household: Household) -> int:
    """How many complete periods have something recorded."""
    rows = zip(*household.values(), strict=True)
    return sum(1 for row in rows if any(value is not None for value in row))
