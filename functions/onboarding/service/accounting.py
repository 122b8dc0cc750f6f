"""What the interview's agent used and tried: it counts for the month, and each try to end leaves an audit row."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from functions.journal import service as journal
from functions.onboarding.rules.course import may_finish
from functions.onboarding.service.asking import Asked
from shared.context import Context
from shared.errors import Problem
from shared.gcp.firestore import AlreadyDone, Commit, Contended
from shared.ids import derived_id

AGENT = "onboarding"


def stage(context: Context, commit: Commit, asked: Asked) -> None:
    """Put both into the commit of the step. The commit may then be Contended."""
    journal.Books(context.uid).stage_rows(commit, _rows(context, asked))
    journal.count_spend(commit, context, asked.turn.usage)


@contextmanager
def counted_anyway(context: Context, asked: Asked | None) -> Iterator[None]:
    """The spend counts also where the step is not kept, such as when another answer was faster."""
    if asked is None:
        yield
        return
    try:
        yield
    except BaseException:
        with suppress(AlreadyDone, Contended, Problem):
            journal.count_alone(context, asked.turn.usage, AGENT)
        raise
    else:
        journal.log_spend(context, asked.turn.usage, AGENT)
    finally:
        for row in _rows(context, asked):
            if row["decision"] == "deny":
                journal.log_denial(context, row)


def _rows(context: Context, asked: Asked) -> list[journal.Row]:
    """A row for each call that would change something, in their order; questions change nothing."""
    early = not may_finish(asked.turn.identity.interview)
    rows = list[journal.Row]()
    for record in asked.turn.audit:
        if record.effect == "read":
            continue
        who, sha256 = (AGENT, record.tool), record.arguments_sha256
        if record.outcome == "done":
            row = journal.row_of(context, who, sha256, "allow", outcome="committed")
            # The one Action of this commit, if it changed the profile.
            rows.append({**row, "action_id": derived_id("act", context.uid, context.work)})
        elif record.outcome == "denied" and early:
            rows.append(journal.row_of(context, who, sha256, "deny", reasons=("too_early",), outcome="refused"))
        elif record.outcome == "denied":  # by the tool: it held what nobody said
            rows.append(journal.row_of(context, who, sha256, "allow", outcome="failed"))
        else:
            rows.append(journal.unasked_row(context, record))
    return rows
