"""Make a report, keep it, find it again."""

from collections.abc import Callable, Mapping
from typing import Any

from functions.journal import service as journal
from functions.reports import repository
from functions.reports.models import Figures, Report
from functions.reports.repository import Position
from functions.reports.rules.charts import charts_of
from functions.reports.rules.facts import snapshot_of
from functions.reports.rules.prose import title_of, told
from functions.reports.service.gathering import Asker, gather
from shared.ai.facts import Snapshot, rendered
from shared.context import Context
from shared.gcp.idempotency import Kept
from shared.ids import derived_id, is_id
from shared.language import Language, language_of


def make_report(
    context: Context,
    message: str,
    answer: Callable[[Report], Kept] | None = None,
    language: Language | None = None,
) -> Report:
    """A report on what the message names, kept for later; in the person's language unless another is asked for.

    Its identifier is the same for the same request.
    """
    context.claim()
    asker = Asker.of(context)
    figures = gather(context, asker, message)
    said: Mapping[str, Any] = asker.now.profile["personal_info"]
    language = language or language_of(said.get("language"), context.language)
    with journal.metered(context) as meter:
        report = _report(meter, message, figures, language)
        commit = context.commit()
        repository.add(commit, context.uid, report)
        meter.stage(commit)
        context.finish(commit, (lambda: answer(report)) if answer else None)
    return report


def _report(meter: journal.Meter, message: str, figures: Figures, language: Language) -> Report:
    snapshot, draft = snapshot_of(figures), told(figures, language)
    text = _worded(meter, message, (draft, snapshot), language)
    context = meter.context
    return Report(
        derived_id("rep", context.uid, context.work),
        title_of(figures, language),
        text or draft,
        figures.currency,
        figures.days,
        language.code,
        rendered(snapshot),
        charts_of(figures, language),
        text is None,
        context.now,
    )


def _worded(meter: journal.Meter, message: str, known: tuple[str, Snapshot], language: Language) -> str | None:
    """The agent's words, or None when they are not to be delivered."""
    from functions.reports.agents.report import AGENT
    from shared.ai.wording import Brief, worded

    draft, snapshot = known
    return worded(AGENT, Brief(message, {"task": "report", "draft": draft}, snapshot, language, meter.turn()))


def get_report(context: Context, report_id: str) -> Report:
    """One report of the person. Raises NotFound."""
    return repository.get_report(context.uid, report_id if is_id(report_id, "rep") else "-")


def list_reports(context: Context, after: Position | None, limit: int) -> tuple[list[Report], bool]:
    """Reports, the newest first, and whether more follow."""
    found = repository.page(context.uid, after, limit + 1)
    return found[:limit], len(found) > limit
