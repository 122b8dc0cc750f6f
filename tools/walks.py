"""What scheduled work over everybody reads: the walks whose reach in one run is bounded, with figures for a person.

Costs (tools.costs) and the simulation of many people (bench.scale) both go by them.
"""

import math
from dataclasses import dataclass

from functions.ledger.service.reconciling import PEOPLE_A_RUN
from shared.gcp.walking import RUN_SECONDS

HOUR_S, DAY_S = 3_600, 86_400
# Assumed, for nothing here can measure it in a region: one call to the store or to Pub/Sub.
CALL_S = 0.015
# Somebody after a year of use (tools.costs): entries that are kept, and the rows of a page of them.
ENTRIES, PAGE_ROWS, PERIODS, BUDGETS = 1_200, 300, 12, 8


@dataclass(frozen=True, slots=True)
class Walk:
    """`documents` are read of a person in `calls` to the store; a run begins `every_s`. `most` people a run, if set."""

    documents: int
    calls: int
    every_s: float
    most: int | None = None

    @property
    def people_a_run(self) -> int:
        """How many a run meets before it has to end."""
        return min(int(RUN_SECONDS / (self.calls * CALL_S)), self.most or 10**9)

    def passing(self, people: int) -> float:
        """Seconds until the walk has met so many people."""
        return math.ceil(people / self.people_a_run) * self.every_s

    def seen(self, people: int, seconds: float) -> float:
        """How many people the runs of a time meet, each counted as often as it is met."""
        return seconds / self.every_s * min(people, self.people_a_run)


WALKS = {
    "compare sums with entries": Walk(ENTRIES + PERIODS, math.ceil(ENTRIES / PAGE_ROWS) + 2, DAY_S, PEOPLE_A_RUN),
    "begin periods": Walk(1 + BUDGETS, 4, HOUR_S),
    "look who has a digest due": Walk(1, 1, HOUR_S / 4),
}
