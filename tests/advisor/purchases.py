"""Means and purchases of people that exist nowhere."""

from datetime import date, timedelta

from hypothesis import strategies as st

from functions.advisor.models import Category, Low, Means, Purchase

TODAY = date(2026, 11, 25)
AMOUNTS = st.integers(-(10**7), 10**7)
STARTS = tuple(date(2026 + (11 + month) // 12, (11 + month) % 12 + 1, 1) for month in range(12))
LOWS = st.none() | st.builds(
    Low, st.integers(0, 20).map(lambda days: TODAY + timedelta(days=days)), AMOUNTS, st.just("cash line")
)
MEANS = st.builds(
    Means, st.just("DZD"), st.just(TODAY), LOWS, st.none() | AMOUNTS, st.booleans(), st.just(STARTS) | st.just(())
)
CATEGORIES = st.none() | st.builds(Category, st.just("bud_1"), st.just("Home"), st.integers(0, 10**7), AMOUNTS)
PRICES = st.integers(1, 10**7)


def means(
    low: int | None = None, surplus: int | None = None, *, saves: bool = False, starts: tuple[date, ...] = STARTS
) -> Means:
    """Somebody with this lowest balance on the 28th, this much left over in a usual period."""
    return Means(
        "DZD", TODAY, None if low is None else Low(date(2026, 11, 28), low, "cash line"), surplus, saves, starts
    )


def purchase(minor: int, category: Category | None = None, name: str = "Bicycle") -> Purchase:
    return Purchase(name, minor, category)


def home(remaining: int, each_period: int = 500_000) -> Category:
    return Category("bud_1", "Home", each_period, remaining)
