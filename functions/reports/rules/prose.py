"""A report in words by fixed templates: complete, plain, for a phone."""

from collections.abc import Iterator, Mapping

from functions.reports.models import Figures, Line
from functions.reports.rules.comparing import change, per_mille
from functions.reports.rules.facts import MOST_ITEMS, MOST_LINES, MOST_REPEATING, percent
from functions.reports.rules.likeness import length
from functions.reports.rules.prose_words import SENTENCES
from shared.ai.plain import named
from shared.language import Language
from shared.money import Money

Say = Mapping[str, str]


def told(figures: Figures, language: Language) -> str:
    """The report as Markdown."""
    return "\n\n".join(_Writer(figures, language).parts())


def title_of(figures: Figures, language: Language) -> str:
    """What the report is called in a list."""
    say, days = language.choose(SENTENCES), figures.days
    name = "title_of" if figures.title else "title"
    return language.fill(say[name], title=named(figures.title or ""), start=days.start, end=days.end)


class _Writer:
    """Writes one report in one language."""

    def __init__(self, figures: Figures, language: Language) -> None:
        self._figures = figures
        self._language = language
        self._say = language.choose(SENTENCES)

    def parts(self) -> Iterator[str]:
        figures, days = self._figures, self._figures.days
        yield self._fill("heading_of", title=figures.title) if figures.title else self._say["heading"]
        yield self._fill("so_far" if figures.so_far else "days", start=days.start, end=days.end)
        if not figures.now.total and not figures.now.income and not figures.others:
            yield self._say["nothing"]
            return
        yield " ".join(self._whole())
        if figures.others:
            rows = [self._language.money(Money(minor, code)) for code, minor in figures.others.items()]
            yield self._fill("others", list=", ".join(rows))
        yield from self._sections()

    def _whole(self) -> Iterator[str]:
        figures = self._figures
        now, year_ago = figures.now.total, figures.year_ago
        yield from self._against_before(now, figures.before.total)
        if year_ago and year_ago.total and figures.year_way != "whole":
            name = "same_days_year" if figures.year_way == "same_days" else "year"
            yield from filter(None, [self._changed(name, now, year_ago.total)])
        if figures.now.income and figures.title is None:
            income, saved = self._money(figures.now.income), figures.saved
            rate = percent(per_mille(saved, figures.now.income) or 0)
            way = "_by_profile" if figures.by_profile else ""
            if saved < 0:
                yield self._fill(f"overdrawn{way}", missing=self._money(-saved), income=income)
            else:
                yield self._fill(f"saved{way}", income=income, saved=self._money(saved), percent=self._percent(rate))

    def _against_before(self, now: int, before: int) -> Iterator[str]:
        compared, spent = self._figures.compared, self._money(now)
        if compared.is_like:
            name = "same_days" if compared.way == "same_days" else "spent"
            count = self._language.number(length(compared.days))
            yield self._changed(name, now, before, spent=spent, count=count) or self._fill("spent", spent=spent)
            return
        yield self._fill("spent", spent=spent)
        if compared.begins:
            yield self._fill("partly", begins=compared.begins)
        elif before:
            count = self._language.number(length(compared.days))
            yield self._fill("whole", before=self._money(before), count=count)

    def _changed(self, name: str, now: int, before: int, **more: str) -> str | None:
        """The sentence of a change; None where there is nothing to compare with, or no sentence for no change."""
        share = change(now, before)
        if share is None:
            return None
        if now == before:
            return self._fill(f"{name}_same", **more) if f"{name}_same" in self._say else None
        way = "more" if now > before else "less"
        by, shown = self._money(abs(now - before)), self._percent(abs(percent(share)))
        return self._fill(f"{name}_{way}", change=by, percent=shown, **more)

    def _sections(self) -> Iterator[str]:
        figures = self._figures
        if figures.title is None or figures.lines[:1]:
            yield from self._section("budgets", [self._line(one) for one in figures.lines[:MOST_LINES] if one.spent])
        yield from self._section("unusual", list(self._unusual()))
        biggest = [
            self._fill("biggest_row", name=one.name, date=one.date, amount=self._money(one.minor))
            for one in figures.biggest[:MOST_ITEMS]
        ]
        yield from self._section("biggest", biggest)
        repeating = [
            self._fill("repeating_row", name=one.name, amount=self._money(one.minor), interval=self._say[one.interval])
            for one in figures.repeating[:MOST_REPEATING]
        ]
        yield from self._section("repeating", repeating)
        goals = [
            self._fill(
                "goal_row",
                title=one.title,
                saved=self._money(one.saved),
                target=self._money(one.target),
                percent=self._percent(one.percent),
            )
            for one in figures.goals
        ]
        yield from self._section("goals", goals)

    def _section(self, name: str, rows: list[str]) -> Iterator[str]:
        if rows:
            yield self._say[name] + "\n\n" + "\n".join(rows)

    def _line(self, line: Line) -> str:
        title, spent = line.title or self._say["no_budget"], self._money(line.spent)
        if line.limit is None:
            return self._fill("line", title=title, spent=spent)
        limit = self._money(line.limit)
        used = per_mille(line.spent, line.limit)
        if line.spent > line.limit or used is None:
            return self._fill("line_over", title=title, spent=spent, limit=limit)
        return self._fill("line_limit", title=title, spent=spent, limit=limit, used=self._percent(percent(used)))

    def _unusual(self) -> Iterator[str]:
        for one in self._figures.unusual:
            yield self._fill(
                "unusual_row",
                name=one.item.name,
                date=one.item.date,
                amount=self._money(one.item.minor),
                title=one.title or self._say["no_budget"],
                usual=self._money(one.usual),
                periods=self._language.number(one.periods),
            )

    def _money(self, minor: int) -> str:
        return self._language.money(Money(minor, self._figures.currency))

    def _percent(self, whole: int) -> str:
        return self._language.percent(whole)

    def _fill(self, sentence: str, /, **values: object) -> str:
        """The sentence; names are words of people and receipts, so they are told without markup."""
        shown = {key: named(str(value)) if key in {"name", "title"} else value for key, value in values.items()}
        return self._language.fill(self._say[sentence], **shown)
