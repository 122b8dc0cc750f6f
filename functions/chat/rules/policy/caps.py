"""What may be done at once, and how much of a day's room is left.

The caps stand for about a thousand US dollars at once and two thousand in a day, in round numbers that are not
exchange rates: they only say from where on a person is asked first.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from functions.chat.models.gate import Cap
from functions.journal.models import Moved
from shared.money import exponent

DAY = timedelta(hours=24)
_ROUND = {
    "DZD": 100_000, "MAD": 10_000, "TND": 3_000, "EGP": 40_000, "SAR": 4_000, "AED": 4_000, "QAR": 4_000,
    "EUR": 1_000, "USD": 1_000, "GBP": 1_000, "CHF": 1_000, "CAD": 1_500, "AUD": 1_500, "KWD": 300, "BHD": 400,
    "OMR": 400, "JOD": 700, "TRY": 30_000, "INR": 80_000, "CNY": 7_000, "JPY": 150_000, "KRW": 1_300_000,
    "XOF": 600_000, "XAF": 600_000, "NGN": 1_500_000, "BRL": 5_000, "MXN": 20_000, "ZAR": 18_000,
}  # fmt: skip
_OTHERWISE = 1_000  # of a currency that is worth little, this asks early


def cap_of(currency: str) -> Cap:
    """The caps in a currency, in its minor units."""
    each: int = _ROUND.get(currency, _OTHERWISE) * 10 ** exponent(currency)
    return Cap(each, 2 * each)


def of_the_day(moved: Iterable[Moved], now: datetime) -> tuple[Moved, ...]:
    """What still counts: the last 24 hours. What lies in the future counts too: clocks differ."""
    return tuple(one for one in moved if one.at > now - DAY)


def by_minute(moved: Iterable[Moved]) -> tuple[Moved, ...]:
    """The same money with one row for each minute and currency, so that a day has a bounded number of rows.

    It counts as long as the last of its minute.
    """
    found: dict[tuple[str, str], Moved] = {}
    for one in moved:
        key = f"{one.at:%Y-%m-%dT%H:%M}", one.currency
        before = found.get(key, one)
        minor = one.minor + (before.minor if key in found else 0)
        found[key] = Moved(max(one.at, before.at), minor, one.currency)
    return tuple(found.values())


def over(amounts: Sequence[tuple[int, str]], moved: Iterable[Moved], now: datetime) -> str | None:
    """Which cap these amounts (minor units, currency) would be over, `over_cap` or `over_day`; None: they fit."""
    recent = of_the_day(moved, now)
    for currency in {code for _, code in amounts}:
        wanted = sum(abs(minor) for minor, code in amounts if code == currency)
        cap = cap_of(currency)
        if wanted > cap.each:
            return "over_cap"
        if wanted + sum(one.minor for one in recent if one.currency == currency) > cap.day:
            return "over_day"
    return None
