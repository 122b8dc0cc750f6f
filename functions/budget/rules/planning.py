"""Makes a proposal of budgets feasible: within what there is, minimums kept, whole units. Amounts are minor units."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from functions.budget.rules.sharing import share_out


@dataclass(frozen=True, slots=True)
class Wanted:
    """One proposed budget. `fixed` ones (pinned by the person) keep their amount."""

    key: str
    minor: int
    minimum: int = 0
    fixed: bool = False


@dataclass(frozen=True, slots=True)
class Infeasible:
    """What must be kept is more than there is: `needed` against `ceiling`."""

    needed: int
    ceiling: int


def feasible(wanted: Iterable[Wanted], ceiling: int) -> Mapping[str, int] | Infeasible:
    """Amounts of at most `ceiling` together: each at least its minimum, what is too much cut in proportion.

    A proposal that fits is kept to the unit; negative amounts count as 0.
    """
    rows = {row.key: row for row in wanted}
    ceiling = max(ceiling, 0)
    least = {key: max(row.minor, 0) if row.fixed else max(row.minimum, 0) for key, row in rows.items()}
    if sum(least.values()) > ceiling:
        return Infeasible(sum(least.values()), ceiling)
    above = {key: max(0, row.minor - least[key]) for key, row in rows.items()}
    free = ceiling - sum(least.values())
    if sum(above.values()) > free:
        above = share_out(free, above, above)
    return {key: least[key] + above[key] for key in rows}
