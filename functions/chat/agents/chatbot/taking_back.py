"""The tool that takes back what a turn of this conversation did."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import Field

from functions.chat.agents.coordinator.doing import Arguments, change, say
from functions.chat.models.gate import Source
from functions.chat.models.talk import Talk, Told
from functions.chat.rules.asking import answered
from shared.ai.tool import tool
from shared.ai.turn import Turn
from shared.context import Context
from shared.errors import Conflict


class OneTurn(Arguments):
    turn_id: Annotated[str, Field(description="FACTS.last_change, letter for letter")]


@tool("write")
def undo_last_turn(turn: Turn[Talk], arguments: OneTurn) -> Mapping[str, Any]:
    """Takes back all that was changed by the turn that FACTS.last_change names, and drops what waits there for a
    confirmation. Use it when the person asks to undo, cancel or take back what was just done. An older or a certain
    other change cannot be undone by talking: say that each has an undo in the list of actions."""

    def do(acting: Context) -> Told:
        talk = turn.identity
        try:
            found = talk.take_back(acting, arguments.turn_id)
        except Conflict as conflict:
            if conflict.code != "already_decided":
                raise
            # By its own button: the next time it is the turn before that is meant.
            return Told("undo_last_turn", say(talk, "taken_back_before"), closes=True, undid=arguments.turn_id)
        told = [
            say(talk, "taken_back" if one.status == "undone" else "dropped", summary=answered(one.summary))
            for one in found
        ]
        names = tuple(one.summary for one in found)
        # Expenses are called by shops and products, which receipts and imports may have named.
        named = any(one.tool == "record_receipt" for one in found) or any(
            change.resource == "expense" for one in found for change in one.changes
        )
        foreign: tuple[Source, ...] = ("memo",) if named else ()
        return Told(
            "undo_last_turn",
            "\n".join(told),
            names=names,
            closes=True,
            foreign=foreign,
            turned=found,
            undid=arguments.turn_id,
        )

    return change(turn, "undo_last_turn", do)
