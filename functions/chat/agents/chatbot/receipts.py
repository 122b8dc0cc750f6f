"""A receipt that the person has to confirm: what was read of it, recorded by a tool that only they can start."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from pydantic import TypeAdapter

from functions.chat.agents.chatbot.money import words_of
from functions.chat.agents.coordinator.doing import Arguments, change
from functions.chat.models.talk import Talk, Told
from functions.expenses import service as expenses
from functions.expenses.models import Prepared, Submission
from shared.ai.errors import AgentError
from shared.ai.tool import Tool, ToolRefused, tool
from shared.ai.turn import Turn
from shared.context import Context

_PREPARED: TypeAdapter[Prepared] = TypeAdapter(Prepared)
_UNREAD = "The receipt cannot be read now. Nothing was done; say that it may be sent again without any other task."


class ReadReceipt(Arguments):
    """What was read of a receipt, to be recorded as it is."""

    receipt: Prepared


@tool("write")
def record_receipt(turn: Turn[Talk], arguments: ReadReceipt) -> Mapping[str, Any]:
    """Records a receipt that was read before. No agent has this tool: it runs when the person confirms."""

    def do(acting: Context) -> Told:
        found = expenses.record_prepared(acting, arguments.receipt, lambda _: (201, ""))
        words, facts, names = words_of(turn.identity, found)
        return Told("record_receipt", words, facts, names, closes=True, foreign=("receipt",))

    return change(turn, "record_receipt", do)


def exactly(turn: Turn[Talk], name: str, arguments: Mapping[str, Any]) -> tuple[Tool, Mapping[str, Any]] | None:
    """The call that a confirmation of this one is bound to; None where it is the call itself.

    The file of the message is gone by then, so what is in it is read now, unless it was. Raises ToolRefused.
    """
    talk = turn.identity
    if name != "record_expense" or talk.said.file is None:
        return None
    try:
        prepared = talk.prepared[-1] if talk.prepared else _read(turn, arguments)
    except AgentError:
        prepared = None
    if prepared is None:
        raise ToolRefused(_UNREAD)
    return record_receipt, {"receipt": _PREPARED.dump_python(prepared, mode="json")}


def _read(turn: Turn[Talk], arguments: Mapping[str, Any]) -> Prepared | None:
    acting = replace(turn.identity.context, turn=turn)
    return expenses.prepare(acting, Submission(str(arguments["message"]) or None, turn.identity.said.file))
