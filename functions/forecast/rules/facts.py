"""The figures of a forecast as facts that a text may tell."""

from collections.abc import Iterator

from functions.forecast.models import Balance, Band, Forecast
from functions.forecast.rules.blending import SHORTEST
from functions.forecast.rules.prose import MOST_ROWS, round_percent
from shared.ai.facts import Fact, Snapshot

_BACKTEST = "share of past totals that fell within the range given for them at the time"
_MOST_PAYMENTS = 10


def snapshot_of(forecast: Forecast, balance: Balance | None) -> Snapshot:
    """All that may be told."""
    if forecast.reason:
        facts = [
            Fact("known", "Complete periods with records", forecast.known, "count", how="counted"),
            Fact("needed", "Complete periods that are needed", SHORTEST, "count", how="fixed"),
        ]
        return Snapshot(tuple(facts))
    facts = list(_of_periods(forecast))
    if balance is not None:
        facts += _of_balance(balance)
    if forecast.backtest and forecast.backtest.coverage is not None:
        share = round_percent(forecast.backtest.coverage)
        facts.append(Fact("coverage", "Past totals within the range", share, "percent", how=_BACKTEST))
    names = [row.title for one in forecast.periods for row in one.budgets if row.title]
    names += [one.name for one in forecast.payments]
    return Snapshot(tuple(facts), tuple(dict.fromkeys(names)))


def _of_periods(forecast: Forecast) -> Iterator[Fact]:
    code = forecast.currency
    for rank, one in enumerate(forecast.periods, 1):
        yield Fact(f"start_{rank}", "First day of the period", one.period.start, "date", how="calendar")
        yield Fact(f"end_{rank}", "Last day of the period", one.period.end, "date", how="calendar")
        yield from _band(f"total_{rank}", "Likely spending", one.total, code)
        for place, row in enumerate(one.budgets[:MOST_ROWS], 1):
            title, name = row.title or "other spending", f"budget_{rank}_{place}"
            yield from _band(name, f"Likely spending on {title}", row.band, code)
            if row.scheduled:
                how = "sum of the payments that repeat"
                yield Fact(f"{name}_scheduled", f"Repeating payments of {title}", row.scheduled, "currency", code, how)
    for rank, payment in enumerate(forecast.payments[:_MOST_PAYMENTS], 1):
        how = f"seen {payment.seen} times, every {payment.interval}"
        yield Fact(f"payment_{rank}", f"Repeating: {payment.name}", payment.minor, "currency", code, how)


def _band(name: str, label: str, band: Band, code: str) -> Iterator[Fact]:
    yield Fact(f"{name}_p50", label, band.p50, "currency", code, "middle of the forecast")
    yield Fact(f"{name}_p10", f"{label}, at least", band.p10, "currency", code, "less in one of ten cases")
    yield Fact(f"{name}_p90", f"{label}, at most", band.p90, "currency", code, "more in one of ten cases")


def _of_balance(balance: Balance) -> list[Fact]:
    code, last = balance.currency, balance.days[-1]
    return [
        Fact("opening", "Left today", balance.opening.minor, "currency", code, balance.opening.how),
        Fact("low", "Lowest balance until the end of the period", balance.low.band.p50, "currency", code, "cash line"),
        Fact("low_date", "Day of the lowest balance", balance.low.date, "date", how="cash line"),
        Fact("closing", "Left at the end of the period", last.band.p50, "currency", code, "cash line"),
        Fact("closing_date", "Last day of this period", last.date, "date", how="calendar"),
    ]
