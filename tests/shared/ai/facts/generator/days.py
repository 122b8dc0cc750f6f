"""Dates as the three languages write them."""

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from random import Random

from shared.ai.facts import Fact
from tests.shared.ai.facts.generator.numbers import ARABIC_INDIC

MONTHS = {
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    "fr": [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ],
    "ar": [
        "يناير",
        "فبراير",
        "مارس",
        "أبريل",
        "مايو",
        "يونيو",
        "يوليو",
        "أغسطس",
        "سبتمبر",
        "أكتوبر",
        "نوفمبر",
        "ديسمبر",
    ],
}
_MAGHREB = ["جانفي", "فيفري", "مارس", "أفريل", "ماي", "جوان", "جويلية", "أوت", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"]
_SHORT = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_WEEKDAYS = {
    "en": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    "fr": ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"],
    "ar": ["الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"],
}


@dataclass(frozen=True)
class DaySlot:
    """`parts` are what the words tell of a date: year, month, day in some choice."""

    fact: Fact
    day: date
    parts: tuple[str, ...]
    write: Callable[[date], str]

    @property
    def text(self) -> str:
        return self.write(self.day)


def _day_of(fact: Fact) -> date:
    assert isinstance(fact.value, date)
    return fact.value


def on_day(random: Random, language: str, fact: Fact) -> DaySlot:
    months = random.choice([MONTHS["ar"], _MAGHREB]) if language == "ar" else MONTHS[language]
    arabic = language == "ar" and random.random() < 0.5
    full, some = ("year", "month", "day"), ("month", "day")
    ways: list[tuple[tuple[str, ...], Callable[[date], str]]] = [
        (full, lambda d: d.isoformat()),
        (full, lambda d: f"{d:%d/%m/%Y}"),
        (full, lambda d: f"{_nth(d, language)} {months[d.month - 1]} {d.year}"),
        (some, lambda d: f"{_nth(d, language)} {months[d.month - 1]}"),
        (some, lambda d: f"{_WEEKDAYS[language][d.weekday()]} {_nth(d, language)} {months[d.month - 1]}"),
    ]
    if language == "en":
        ways += [
            (full, lambda d: f"{months[d.month - 1]} {d.day}, {d.year}"),
            (some, lambda d: f"{_SHORT[d.month - 1]} {d.day}"),
            (some, lambda d: f"{d.day} {_SHORT[d.month - 1]}"),
            (some, lambda d: f"{_WEEKDAYS['en'][d.weekday()]}, {months[d.month - 1]} {_nth(d, 'en')}"),
        ]
    parts, way = random.choice(ways)
    script = {ord(str(n)): char for n, char in enumerate(ARABIC_INDIC)} if arabic else {}
    return DaySlot(fact, _day_of(fact), parts, lambda d: way(d).translate(script))


def _nth(day: date, language: str) -> str:
    if language == "fr" and day.day == 1:
        return "1er"
    if language == "en" and day.day % 3 == 0:
        return f"{day.day}{'th' if 10 < day.day < 20 else {1: 'st', 2: 'nd', 3: 'rd'}.get(day.day % 10, 'th')}"
    return str(day.day)


def in_month(random: Random, language: str, fact: Fact) -> DaySlot:
    months = random.choice([MONTHS["ar"], _MAGHREB]) if language == "ar" else MONTHS[language]
    if random.random() < 0.4:
        return DaySlot(fact, _day_of(fact), ("year", "month"), lambda d: f"{months[d.month - 1]} {d.year}")
    return DaySlot(fact, _day_of(fact), ("month",), lambda d: months[d.month - 1])


def whole_month(random: Random, language: str, fact: Fact) -> DaySlot:
    """A range from the first to the last day of the month: "1–30 November"."""
    dash = random.choice(
        {"en": ["–", "-", " to ", " – "], "fr": [" au ", "-", "–"], "ar": [" إلى ", "-", " حتى "]}[language]
    )
    year = random.random() < 0.5
    months = MONTHS[language]
    first = "1er" if language == "fr" and dash == " au " else "1"

    def write(day: date) -> str:
        last = monthrange(day.year, day.month)[1]
        return f"{first}{dash}{last} {months[day.month - 1]}" + (f" {day.year}" if year else "")

    return DaySlot(fact, _day_of(fact), ("year", "month") if year else ("month",), write)
