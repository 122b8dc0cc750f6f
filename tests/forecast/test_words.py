"""The words of a forecast tell only its facts."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.forecast.models import (
    Backtest,
    Balance,
    Band,
    BudgetForecast,
    CashDay,
    Forecast,
    Opening,
    PeriodForecast,
)
from functions.forecast.rules.facts import snapshot_of
from functions.forecast.rules.prose import told
from shared.ai.facts import check
from shared.ai.plain import is_plain
from shared.language import WRITTEN, Language
from shared.period import next_period, period_of

MINOR = st.integers(0, 10**8)
BANDS = st.lists(MINOR, min_size=3, max_size=3).map(lambda three: Band(*sorted(three)))
TITLES = st.sampled_from(["Rent", "Café 21", "Épicerie", "النقل", "[x](https://evil.example)"])
TODAY = date(2026, 11, 25)


@st.composite
def forecasts(draw: st.DrawFn) -> Forecast:
    periods, period = [], period_of(TODAY)
    titles = draw(st.lists(TITLES, unique=True, max_size=4))
    for _ in range(draw(st.integers(1, 6))):
        period = next_period(period, 1)
        rows = [BudgetForecast(title, title, draw(BANDS), draw(st.just(0) | MINOR), 0) for title in titles]
        periods.append(PeriodForecast(period, draw(BANDS), [*rows, BudgetForecast(None, None, draw(BANDS), 0, 0)]))
    backtest = Backtest(9, draw(st.none() | st.integers(0, 1000)), 100, 120)
    return Forecast(draw(st.sampled_from(["DZD", "JPY", "TND"])), periods, "blend", backtest, None, 9)


@st.composite
def balances(draw: st.DrawFn, currency: str) -> Balance:
    days = [
        CashDay(TODAY + timedelta(days=ahead), Band(amount - 5, amount, amount + 5))
        for ahead, amount in enumerate(draw(st.lists(st.integers(-(10**7), 10**7), min_size=1, max_size=6)))
    ]
    return Balance(currency, Opening(days[0].band.p50, "income"), days, min(days, key=lambda one: one.band.p50))


@pytest.mark.parametrize("code", WRITTEN)
@given(data=st.data())
def test_the_words_of_the_template_tell_facts_alone_and_lead_nowhere(code: str, data: st.DataObject) -> None:
    found = data.draw(forecasts())
    balance = data.draw(st.none() | balances(found.currency))
    text = told(found, balance, Language(code), 3)
    checked = check(text, snapshot_of(found, balance), code)
    assert checked.supported, (checked.unbound, text)
    assert is_plain(text)


@pytest.mark.parametrize("code", WRITTEN)
def test_a_short_history_is_told_with_what_there_is_and_what_is_needed(code: str) -> None:
    short = Forecast("DZD", reason="short_history", known=2)
    text = told(short, None, Language(code), 3)
    assert check(text, snapshot_of(short, None), code).supported
    assert "2" in text
    assert "3" in text
