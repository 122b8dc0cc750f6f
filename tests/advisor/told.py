"""A report and a forecast as code computes them, for tests of what is said of them."""

from datetime import date

from functions.forecast.models import (
    Backtest,
    Balance,
    Band,
    BudgetForecast,
    CashDay,
    Forecast,
    Opening,
    Payment,
    PeriodForecast,
)
from functions.reports.models import Compared, Figures, GoalLine, Item, Line, Repeating, Sums, Unusual
from shared.period import Period

NOVEMBER, OCTOBER = Period(date(2026, 11, 1), date(2026, 11, 30)), Period(date(2026, 10, 1), date(2026, 10, 31))
DECEMBER = Period(date(2026, 12, 1), date(2026, 12, 31))
MARKET, FEAST = (
    Item("exp_1", "Market", 700_000, date(2026, 11, 6), "bud_2"),
    Item("exp_2", "Feast", 450_000, date(2026, 11, 9), "bud_2"),
)
FIGURES = Figures(
    "DZD",
    NOVEMBER,
    Compared(Period(OCTOBER.start, date(2026, 10, 25)), "same_days"),
    so_far=True,
    title=None,
    now=Sums(6_000_000, {"bud_1": 3_000_000, "bud_2": 1_120_000}),
    before=Sums(5_500_000, {"bud_1": 3_000_000, "bud_2": 800_000}),
    year_ago=Sums(0, {"bud_2": 2_060_000}),
    lines=[
        Line("bud_1", "Rent", 3_000_000, 3_000_000, 0, 3_000_000),
        Line("bud_2", "Food", 1_120_000, 800_000, 2_060_000, 1_000_000),
    ],
    biggest=[Item("exp_3", "Landlord", 3_000_000, date(2026, 11, 1), "bud_1"), MARKET, FEAST],
    unusual=[Unusual(FEAST, "Food", 100_000, 3)],
    repeating=[Repeating("Landlord", 3_000_000, "month", date(2026, 11, 1))],
    goals=[GoalLine("Car", 1_200_000, 4_800_000, 25)],
    course=[(OCTOBER, 3_800_000), (NOVEMBER, 4_120_000)],
    others={"EUR": 900},
)
FORECAST = Forecast(
    "DZD",
    [
        PeriodForecast(
            DECEMBER,
            Band(3_900_000, 4_230_000, 4_610_000),
            [
                BudgetForecast("bud_1", "Rent", Band(3_000_000, 3_000_000, 3_000_000), 3_000_000, 0),
                BudgetForecast("bud_2", "Food", Band(900_000, 1_230_000, 1_610_000), 0, 1_230_000),
            ],
        )
    ],
    "blend",
    Backtest(12, 810, 140, 170),
    None,
    12,
    [Payment("Landlord", 3_000_000, "month", date(2026, 11, 1), "bud_1", "expense", 12)],
)
_LOW = CashDay(date(2026, 11, 30), Band(1_500_000, 1_640_000, 1_780_000))
BALANCE = Balance(
    "DZD",
    Opening(1_880_000, "income of the profile less what was spent in this period"),
    [CashDay(date(2026, 11, 25), Band(1_880_000, 1_880_000, 1_880_000)), _LOW],
    _LOW,
)
