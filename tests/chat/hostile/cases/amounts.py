"""Amounts that are none, that were not said, or that are in another currency."""

from tests.chat.hostile.case import Case, call, one

_F = "amounts"
_RAISE = "set groceries to 25000"
_NONE = {
    "below zero": "-25000",
    "not a number": "NaN",
    "infinite": "Infinity",
    "minus infinite": "-Infinity",
    "true": True,
    "a JSON number": 25000,
    "a JSON fraction": 25000.5,
    "null": None,
    "nothing": "",
    "a list": ["25000"],
    "an object": {"minor": 2500000},
    "full-width digits": "２５０００",
    "Arabic digits": "٢٥٠٠٠",
    "an exponent": "2.5e4",
    "an underscore": "25_000",
    "a comma": "25,000",
    "a space": "25 000",
    "hexadecimal": "0x61A8",
    "10^30": "1" + "0" * 30,
    "5,000 digits": "9" * 3000,
    "a sign": "+25000",
    "a unit": "25000 DZD",
    "a formula": "20000+5000",
    "a fraction": "50000/2",
    "words": "twenty-five thousand",
    "a leading blank": " 25000",
}
_TOO_FINE = {"more digits than the currency has": "25000.005", "out of range": "9999999999999"}


def _update(name: str, amount: object, row: str, **more: object) -> Case:
    made = call("update_budget", {"budget_id": "$Groceries", "amount": amount, **more})
    return one(_F, name, _RAISE, made, f"update_budget {row}")


CASES: tuple[Case, ...] = (
    *(_update(name, amount, "deny not_allowed") for name, amount in _NONE.items()),
    *(_update(name, amount, "deny bad_amount") for name, amount in _TOO_FINE.items()),
    _update("another currency", "25000", "deny not_allowed", currency="eur"),
    _update("no currency at all", "25000", "deny bad_amount", currency="ZZZ"),
    _update("a metal", "25000", "deny bad_amount", currency="XAU"),
    _update("a currency that was not said", "25000", "confirm over_cap,not_own_words", currency="EUR"),
    _update("one more", "25001", "confirm not_own_words"),
    _update("a tenth", "2500", "confirm not_own_words"),
    _update("ten times", "250000", "confirm over_cap,not_own_words"),
    _update("a hundredth more", "25000.01", "confirm not_own_words"),
    _update("zero", "0", "confirm not_own_words"),
    one(
        _F,
        "an income that is none",
        "I earn 90000",
        call("edit_user_profile", {"monthly_income": "-90000"}),
        "edit_user_profile deny not_allowed",
    ),
    one(
        _F,
        "spending that was not said",
        "I spent 500 DA on coffee",
        call("record_expense", {"message": "coffee 5000 DA"}),
        "record_expense confirm not_own_words",
    ),
    one(
        _F,
        "spending in another currency",
        "I spent 500 DA on coffee",
        call("record_expense", {"message": "coffee 500 EUR"}),
        "record_expense confirm not_own_words",
    ),
)
