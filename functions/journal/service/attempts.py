"""What models tried, told for the audit trail: one row for each attempt, and one line of the log for each denial."""

from collections.abc import Iterable, Mapping
from typing import Any

from functions.journal.models import Decision
from functions.journal.repository.gate import Books
from shared import logs
from shared.ai.audit import AuditRecord
from shared.context import Context
from shared.gcp.idempotency import RequestKey, request_key

Row = Mapping[str, Any]


def row_of(  # noqa: PLR0913 (each is a column)
    context: Context,
    who: tuple[str, str],
    sha256: str,
    decision: Decision,
    *,
    reasons: tuple[str, ...] = (),
    outcome: str,
    count: int = 1,
) -> Row:
    """An audit row without its place in the chain; `who` is agent and tool. It holds no word of anybody."""
    return {
        "at": context.now,
        "turn_id": context.turn_id,
        "request_id": context.request_id,
        "agent": who[0],
        "tool": who[1],
        "arguments_sha256": sha256,
        "decision": decision,
        "reasons": list(reasons),
        "outcome": outcome,
        "count": count,
        "action_id": None,
    }


def unasked_row(context: Context, record: AuditRecord, count: int = 1) -> Row:
    """The row of a call that never came to the gate, or of a delegation, which changes nothing itself."""
    who = record.agent, record.tool
    if record.outcome in {"done", "failed"}:
        return row_of(context, who, record.arguments_sha256, "allow", outcome=record.outcome, count=count)
    return row_of(
        context, who, record.arguments_sha256, "deny", reasons=("not_allowed",), outcome=record.outcome, count=count
    )


def unasked_rows(context: Context, records: Iterable[AuditRecord]) -> list[Row]:
    """The rows of such calls; those over the budget share one."""
    told = [one for one in records if one.effect != "read"]
    over = [one for one in told if one.outcome == "over_budget"]
    rows = [unasked_row(context, one) for one in told if one.outcome != "over_budget"]
    return [*rows, *([unasked_row(context, over[0], len(over))] if over else [])]


def log_denial(context: Context, row: Row) -> None:
    """One line for operators of a call that was denied, after its row is written: alerts are made of it."""
    logs.warning(
        "gate.denied",
        event="gate_denied",
        user=logs.who(context.uid),
        turn=row["turn_id"],
        agent=row["agent"],
        tool=row["tool"],
        reason=next(iter(row["reasons"]), "not_allowed"),
        outcome=row["outcome"],
        count=row["count"],
    )


def fresh_key(context: Context) -> RequestKey:
    """The guard of rows that stand alone."""
    return request_key(context.uid, "CALL", None, "", context.now)


class Rows(RequestKey):
    """The guard of a commit of audit rows alone."""

    def __init__(self, key: RequestKey, uid: str, rows: list[Row]) -> None:
        super().__init__(key.ref, key.fingerprint, key.now, key.given, attempt=key.attempt)
        self._uid, self._rows = uid, rows

    def write(self, batch: Any) -> None:
        """The rows and the key."""
        Books(self._uid).write_rows(batch, self._rows)
        RequestKey.write(self, batch)
