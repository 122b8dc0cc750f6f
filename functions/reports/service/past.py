"""What the days before, or those a year ago, came to: as many of them as have passed of the days reported on."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from functions.ledger import service as ledger
from functions.ledger.models import Entry, Filter, Totals
from functions.reports.models import Compared
from functions.reports.rules.likeness import begins_within, passed_of
from shared.period import Period, period_of

# Of a period that is not over, the same days of the one before are added up from entries, where they are so few.
MOST_COMPARED = 300
Fold = Callable[[Sequence[Entry]], Totals]


@dataclass(frozen=True, slots=True)
class Past:
    """Reads past days of one person. `entries` gives those of some days, `fold` adds them up."""

    uid: str
    start_day: int
    today: date
    first_record: date | None
    entries: Callable[[Period], Sequence[Entry]]
    fold: Fold

    def of(self, days: Period, other: Period, *, whole: bool) -> tuple[list[Totals], Compared]:
        """The sums of the other days; `whole` says that both are the person's own periods."""
        like = passed_of(days, other, self.today)
        if begins_within(like, self.first_record):
            return [], Compared(like, "partly", self.first_record)
        if not whole:
            return [self.fold(self.entries(like))], Compared(like, "all" if like == other else "same_days")
        if like == other:
            return self._kept(other), Compared(other, "all")
        tail = Period(period_of(like.end, self.start_day).start, like.end)
        wanted = Filter(first=tail.start, last=tail.end, status="posted")
        if ledger.count_entries(self.uid, wanted, MOST_COMPARED + 1) > MOST_COMPARED:
            return self._kept(other), Compared(other, "whole")
        head = self._kept(Period(like.start, tail.start - timedelta(days=1))) if tail.start > like.start else []
        return [*head, self.fold(self.entries(tail))], Compared(like, "same_days")

    def _kept(self, days: Period) -> list[Totals]:
        return list(ledger.totals_between(self.uid, days.start.isoformat(), days.end.isoformat()).values())
