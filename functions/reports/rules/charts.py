"""The data of a report's pictures."""

from functions.reports.models import Chart, Figures
from functions.reports.rules.prose_words import SENTENCES
from shared.language import Language

_MOST_BARS = 8


def charts_of(figures: Figures, language: Language) -> list[Chart]:
    """Budgets now and before as bars; the course of the last periods as a line. Those without data are left out."""
    say, found = language.choose(SENTENCES), []
    lines = figures.lines[:_MOST_BARS]
    if lines:
        labels = [one.title or say["no_budget"] for one in lines]
        series = [(say["now"], [one.spent for one in lines]), (say["then"], [one.before for one in lines])]
        found.append(Chart("budgets", "bar", say["chart_budgets"], labels, series))
    if sum(1 for _, minor in figures.course if minor) > 1:
        labels = [days.start.isoformat() for days, _ in figures.course]
        spent = [minor for _, minor in figures.course]
        found.append(
            Chart("course", "line", figures.title or say["chart_course"], labels, [(say["chart_course"], spent)])
        )
    return found
