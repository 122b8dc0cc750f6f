"""Rows of reports and forecasts; see `tests.contracts.scenarios`."""

from collections.abc import Mapping

from shared.period import period_of, previous_period
from tests.contracts.scenarios_of_money import Prepare, Prepared
from tests.ground import Ground


def _spent(ground: Ground, uid: str) -> None:
    """Three complete periods with something in them."""
    period = period_of(ground.today())
    for _ in range(3):
        period = previous_period(period, 1)
        ground.spend(uid, 10_000, date=period.start)


def _report(ground: Ground, uid: str) -> Prepared:
    _spent(ground, uid)
    return "/api/expenses/report/", {"message": "last 3 months"}, {"message": "monthly"}


def _forecast(ground: Ground, uid: str) -> Prepared:
    _spent(ground, uid)
    return "/api/forecast/", {"message": "next month?"}, {"message": "next 3 months?"}


def _advice(path: str) -> Prepare:
    def prepared(ground: Ground, uid: str) -> Prepared:
        _spent(ground, uid)
        return path, {"message": "a bicycle for 450 DZD or shoes for 80 DZD"}, {"message": "a bicycle for 460 DZD"}

    return prepared


ROUTES: Mapping[str, Prepare] = {
    "POST /api/expenses/report/": _report,
    "POST /api/forecast/": _forecast,
    "POST /api/advisor/recommend/": _advice("/api/advisor/recommend/"),
    "POST /api/advisor/analyze-purchase/": _advice("/api/advisor/analyze-purchase/"),
    "POST /api/advisor/compare/": _advice("/api/advisor/compare/"),
}
