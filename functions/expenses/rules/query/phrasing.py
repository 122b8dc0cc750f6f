"""What a plan gave, in words of the person's language; every figure in them is a fact."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from functions.expenses.models.query import UNCATEGORIZED, Filters, Row
from functions.expenses.rules.query.checking import IN_TIME
from functions.expenses.rules.query.figures import Outcome, Value
from functions.expenses.rules.vocabulary.answer_words import PHRASES, Phrases
from shared.language import ENGLISH, Language
from shared.money import Money
from shared.period import Period

_MONTHS = [
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
]


def words_of(outcome: Outcome, language: Language) -> str:
    """One sentence for each currency, what it is compared with, the rows, and how many entries it was taken from."""
    return _Telling(outcome, language).text()


class _Telling:
    def __init__(self, outcome: Outcome, language: Language) -> None:
        self._outcome, self._plan, self._language = outcome, outcome.plan, language
        self._phrases: Phrases = language.choose(PHRASES)

    def text(self) -> str:
        lines = [" ".join(self._sentences(*one)) for one in sorted(self._outcome.values.items())]
        rows = [self._row(row) for row in self._outcome.rows]
        if rows:
            lines += ["", *rows]
        if self._outcome.groups > len(rows) > 0:
            lines += ["", self._phrases.further]
        if self._plan.measure not in {"count", "left", "budgeted"} and self._outcome.count:
            lines += ["", self._fill(self._phrases.entries, count=self._language.number(self._outcome.count))]
        return "\n".join(lines)

    def _fill(self, template: str, **values: object) -> str:
        return self._language.fill(template, **values)

    def _sentences(self, currency: str, value: Value) -> Iterator[str]:
        phrases, measure, limit = self._phrases, self._plan.measure, self._outcome.limits.get(currency, 0)
        around = {"when": self.when(self._outcome.days), "about": self._about()}
        if value.now is None or (value.now == 0 and not self._outcome.count):
            yield self._framed(phrases.nothing, around)
        elif measure == "left":
            template = phrases.over if value.now < 0 else phrases.told[measure]
            yield self._framed(
                template, around, amount=self.figure(abs(value.now), currency), limit=self.figure(limit, currency)
            )
        else:
            yield self._framed(phrases.told[measure], around, amount=self.figure(value.now, currency))
        if value.before is not None and value.change is not None and self._outcome.before is not None:
            yield self._compared(value, currency, self._outcome.before)

    def _compared(self, value: Value, currency: str, days: Period) -> str:
        phrases, change = self._phrases, value.change or 0
        around = {"when": self.when(days)}
        if not change:
            return self._framed(phrases.same, around)
        figures = {"change": self.figure(abs(change), currency), "before": self.figure(value.before or 0, currency)}
        told = self._framed(phrases.more if change > 0 else phrases.less, around, **figures)
        if percent := value.change_percent:
            template = phrases.percent_more if percent > 0 else phrases.percent_less
            told += " " + self._fill(template, percent=self._percent(abs(percent)))
        return told

    def _framed(self, template: str, around: dict[str, str], **figures: str) -> str:
        """Figures are set apart from the text around them, phrases of our own are part of it."""
        kept = {name: f"{{{name}}}" for name in figures}
        said = {name: text.replace("{", "{{").replace("}", "}}") for name, text in around.items()}
        return self._fill(template.format(**{"about": "", **said}, **kept), **figures)

    def when(self, days: Period) -> str:
        return self._phrases.all_time if self._plan.period.name == "all" else when(days, self._language)

    def _about(self) -> str:
        said = list(self._filters(self._plan.filters))
        return self._phrases.about.format(filters=self._phrases.separator.join(said)) if said else ""

    def _filters(self, filters: Filters) -> Iterator[str]:
        phrases = self._phrases
        for title in filters.categories:
            yield phrases.uncategorized if title == UNCATEGORIZED else self._fill("{title}", title=title)
        for text in (filters.merchant, filters.text):
            if text:
                yield self._fill(phrases.quoted, text=text)
        if filters.kind:
            yield phrases.kinds[filters.kind]
        for template, amount in ((phrases.at_least, filters.least), (phrases.at_most, filters.most)):
            if amount:
                yield self._fill(template, amount=amount)

    def figure(self, value: int, currency: str) -> str:
        if self._plan.measure == "count":
            return self._language.number(value)
        if self._plan.measure == "share":
            return self._percent(Decimal(value) / 10)
        return self._language.money(Money(value, currency))

    def _percent(self, value: Decimal) -> str:
        if self._language.written == ENGLISH:
            return f"{value:f}%"
        from babel.numbers import format_percent

        return format_percent(value / 100, format="#,##0.0\u00a0%", locale=self._language.written)

    def _row(self, row: Row) -> str:
        amount = self.figure(row.value, row.currency or "")
        if row.day is not None and self._plan.group in IN_TIME:
            label = _day(row.day, self._language)
            if self._plan.group != "day":
                label = self._fill(self._phrases.since_day, first=label)
            return self._fill(self._phrases.row, label=label, amount=amount)
        if row.day is not None:
            return self._fill(
                self._phrases.row_dated, label=row.label, day=_day(row.day, self._language), amount=amount
            )
        told = self._fill(self._phrases.row, label=row.label, amount=amount)
        if row.before is not None:
            told += self._fill(self._phrases.row_before, before=self.figure(row.before, row.currency or ""))
        return told


def when(days: Period, language: Language) -> str:
    """The days written out, so that it can be seen what was counted."""
    phrases, first = language.choose(PHRASES), _day(days.start, language)
    if days.start == days.end:
        return language.fill(phrases.one_day, first=first)
    return language.fill(phrases.span, first=first, last=_day(days.end, language))


def _day(day: date, language: Language) -> str:
    if language.written == ENGLISH:
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
    from babel.dates import format_date

    return format_date(day, "d MMMM y", locale=language.written)
