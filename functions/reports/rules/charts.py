"""The data of a report's pictures."""

from functions.reports.models import Chart, Figures
from functions.reports.rules.prose_words import SENTENCES
from shared.language import Language

_MOST_BARS = 8
_MOST_SLICES = 6


def charts_of(figures: Figures, language: Language) -> list[Chart]:
    """Budgets now and before as bars, their shares as a pie, the course of the last periods as a line.

    Those without data are left out, the shares also where one budget has all.
    """
    say, found = language.choose(SENTENCES), []
    lines = figures.lines[:_MOST_BARS]
    if lines:
        labels = [one.title or say["no_budget"] for one in lines]
        series = [(say["now"], [one.spent for one in lines])]
        if any(one.before for one in lines):
            then = {"same_days": "then_same_days", "whole": "then_whole"}.get(figures.compared.way, "then")
            series.append((say[then], [one.before for one in lines]))
        found.append(Chart("budgets", "bar", say["chart_budgets"], labels, series))
    shares = [(one.title or say["no_budget"], one.spent) for one in figures.lines if one.spent > 0]
    if len(shares) > 1:
        rest = sum(minor for _, minor in shares[_MOST_SLICES:])
        slices = shares[:_MOST_SLICES] + ([(say["rest"], rest)] if rest else [])
        values = [minor for _, minor in slices]
        found.append(Chart("shares", "pie", say["chart_shares"], [name for name, _ in slices], [(say["now"], values)]))
    if sum(1 for _, minor in figures.course if minor) > 1:
        labels = [days.start.isoformat() for days, _ in figures.course]
        spent = [minor for _, minor in figures.course]
        found.append(
            Chart("course", "line", figures.title or say["chart_course"], labels, [(say["chart_course"], spent)])
        )
    return found
