"""Tools about notifications."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import AfterValidator, Field

from functions.chat.agents.coordinator.doing import Arguments, Nothing, change, say, tell
from functions.chat.agents.coordinator.figures import known_to
from functions.chat.models.talk import Talk, Told
from functions.chat.rules.asking import line
from functions.chat.rules.reply import cleaned
from functions.journal import service as journal
from functions.journal.models import Change
from functions.notify import service as notify
from shared.ai.facts import check
from shared.ai.tool import ToolRefused, tool
from shared.ai.turn import Turn
from shared.context import Context

_MOST = 10


def _line(most: int) -> AfterValidator:
    """One line of printable text; not by `maxLength`, which Gemini's subset of JSON Schema lacks."""

    def check(text: str) -> str:
        shown = cleaned(" ".join(text.split()))
        if not 1 <= len(shown) <= most:
            raise ValueError(f"must have 1 to {most} characters of plain text")
        return shown

    return AfterValidator(check)


class Notice(Arguments):
    title: Annotated[str, _line(80), Field(description="A few words")]
    message: Annotated[str, _line(500), Field(description="One or two sentences; figures of FACTS or results only")]


@tool("read")
def list_notifications(turn: Turn[Talk], arguments: Nothing) -> Mapping[str, Any]:  # noqa: ARG001
    """The newest unread notifications. Use it when the person asks what is new or what they were told."""
    talk = turn.identity
    found, _ = notify.list_notifications(talk.context, False, None, _MOST)
    if not found:
        return tell(talk, Told("list_notifications", say(talk, "no_notifications")), notifications=[])
    words = "\n".join(f"- {one.title}: {one.message}" for one in found)
    names = tuple(text for one in found for text in (one.title, one.message))
    return tell(talk, Told("list_notifications", words, names=names, foreign=("notification",)))


@tool("write")
def create_notification(turn: Turn[Talk], arguments: Notice) -> Mapping[str, Any]:
    """Writes the person a notification that stays in their list. Use it when they ask to be told or reminded of
    something, or at the end of a task whose outcome they asked to be told."""

    def do(acting: Context) -> Told:
        _check_figures(turn.identity, f"{arguments.title}\n{arguments.message}")
        commit = acting.commit()
        made = notify.stage(acting, commit, arguments.title, arguments.message)
        after = {"title": made.title, "message": made.message}
        made_one = Change("notification", made.id, None, after, None, 1)
        journal.record(
            acting, commit, "create_notification", line(turn.identity.language, "notify", told=made.title), [made_one]
        )
        acting.finish(commit)
        words = say(turn.identity, "notified", title=arguments.title)
        return Told("create_notification", words, names=(arguments.title, arguments.message), closes=True)

    return change(turn, "create_notification", lambda acting: acting.attempt(lambda: do(acting)))


def _check_figures(talk: Talk, text: str) -> None:
    """A note stays: it tells no figure that nobody has computed or said. Raises ToolRefused."""
    if not talk.confirmed and not check(text, known_to(talk), talk.language.written).supported:
        raise ToolRefused("A figure in it is not known. Use only figures of FACTS, of results or of the message.")
