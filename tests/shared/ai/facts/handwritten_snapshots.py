"""The three snapshots that the texts written by hand speak of: a month, a trip, a purchase under advice."""

from datetime import date
from decimal import Decimal

from shared.ai.facts import Fact, Snapshot


def dinars(name: str, label: str, minor: int) -> Fact:
    return Fact(name, label, minor, "currency", "DZD", how="ledger")


def euros(name: str, label: str, minor: int) -> Fact:
    return Fact(name, label, minor, "currency", "EUR", how="ledger")


MONTH = Snapshot(
    (
        dinars("spent", "Spent this period", 84_250_00),
        dinars("limit", "Limit of all budgets", 95_000_00),
        dinars("left", "Remaining of all budgets", 10_750_00),
        dinars("clothes_left", "Remaining for clothes", -1_200_00),
        dinars("groceries", "Spent on groceries", 32_480_50),
        dinars("transport", "Spent on transport", 9_600_00),
        dinars("restaurants", "Spent in restaurants", 7_125_00),
        dinars("biggest", "Largest purchase", 6_900_00),
        dinars("change", "Change against the previous period", -4_350_00),
        Fact("change_share", "Change against the previous period", Decimal("-4.9"), "percent", how="change / before"),
        Fact("restaurants_change", "Change of restaurants", Decimal("12.4"), "percent", how="change / before"),
        Fact("groceries_share", "Share of groceries in spending", Decimal("38.6"), "percent", how="groceries / spent"),
        Fact("purchases", "Number of purchases", 47, "count", how="entries"),
        Fact("visits", "Number of restaurant visits", 6, "count", how="entries"),
        Fact("days_left", "Days until the period ends", 9, "days", how="end - today"),
        Fact("biggest_day", "Day of the largest purchase", date(2026, 11, 14), "date", how="ledger"),
        Fact("start", "Start of the period", date(2026, 11, 1), "date", how="profile"),
        Fact("end", "End of the period", date(2026, 11, 30), "date", how="profile"),
        Fact("before", "Start of the previous period", date(2026, 10, 1), "date", how="profile"),
    ),
    names=("Épicerie Le Figuier 21", "Café Lumen"),
)

TRIP = Snapshot(
    (
        euros("spent", "Spent on the trip in euros", 412_75),
        dinars("spent_home", "Spent on the trip in dinars", 18_300_00),
        euros("hotel", "Spent on the hotel", 240_00),
        euros("per_day", "Average spent per day", 82_55),
        euros("refund", "Refunded", 35_20),
        Fact("hotel_share", "Share of the hotel", Decimal("58.1"), "percent", how="hotel / spent"),
        Fact("food_share", "Share of food", 27, "percent", how="food / spent"),
        Fact("meals", "Number of meals", 11, "count", how="entries"),
        Fact("refunds", "Number of refunds", 2, "count", how="entries"),
        Fact("length", "Length of the trip", 5, "days", how="end - start"),
        Fact("start", "First day", date(2026, 7, 3), "date", how="ledger"),
        Fact("end", "Last day", date(2026, 7, 8), "date", how="ledger"),
    ),
    names=("Auberge des Trois Pins",),
)

ADVICE = Snapshot(
    (
        dinars("price", "Price of the laptop", 129_000_00),
        dinars("income", "Monthly income", 85_000_00),
        dinars("savings", "Savings", 310_000_00),
        dinars("low", "Balance at the low point", 12_300_00),
        dinars("whole", "Subscriptions in a year", 1_234_567_00),
        Fact("price_share", "Price as a share of savings", Decimal("41.6"), "percent", how="price / savings"),
        Fact("rent_share", "Share of rent in income", 50, "percent", how="rent / income"),
        Fact("unused_share", "Share of subscriptions unused", Decimal("33.3"), "percent", how="unused / subscriptions"),
        Fact("power", "Electricity compared with last year", 300, "percent", how="now / before"),
        Fact("subscriptions", "Number of subscriptions", 9, "count", how="entries"),
        Fact("unused", "Number of unused subscriptions", 3, "count", how="entries"),
        Fact("cover", "Months of expenses that savings cover", Decimal("3.6"), "count", how="savings / spent"),
        Fact("delay", "Delay of the goal", 45, "days", how="forecast"),
        Fact("low_day", "Day of the low point", date(2027, 1, 18), "date", how="forecast"),
        Fact("affordable", "Affordable from", date(2027, 2, 1), "date", how="forecast"),
    ),
    names=("Orion 15 laptop",),
)
