"""Answer a message: one turn, under the lock, from the words to the one commit that keeps question and answer."""

from collections.abc import Callable, Generator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from functions.chat.models.conversation import Exchange, Memory, Message
from functions.chat.models.talk import Reply, Talk, TurnBegun, Utterance
from functions.chat.repository import messages
from functions.chat.repository.conversation import Read
from functions.chat.rules.facing import facing
from functions.chat.rules.window import remembered
from functions.chat.service import answering, ruling
from functions.chat.service.locking import give_back, take
from functions.chat.service.scene import talk_of
from functions.journal import service as journal
from shared import logs
from shared.clock import system_clock
from shared.context import Context
from shared.errors import Conflict
from shared.gcp.firestore import Contended
from shared.gcp.idempotency import Kept
from shared.ids import derived_id

if TYPE_CHECKING:
    from shared.ai.events import Event
    from shared.ai.request import Request
    from shared.ai.turn import Turn

MODEL_CALLS = 6
Answer = Callable[[Reply], Kept]


@dataclass(slots=True)
class _Ended:
    """How the words of a turn came about."""

    text: str
    degraded: bool = False


def answer_message(context: Context, said: Utterance, answer: Answer) -> Reply:
    """The reply to a message, kept together with it. Raises Conflict `in_progress`, and what the store raises."""
    steps = converse(context, said, answer)
    while True:
        try:
            next(steps)
        except StopIteration as stop:
            reply: Reply = stop.value
            return reply


def converse(context: Context, said: Utterance, answer: Answer) -> Generator["Event | TurnBegun", None, Reply]:
    """The same, telling what happens meanwhile. `answer` makes what a repetition of the request gets.

    A turn that fails leaves nothing of itself in the history; what its tools did stays, and a repetition of the
    request goes on under the same turn, so that nothing is done twice.
    """
    context.claim()
    held = take(context)
    try:
        context = replace(context, turn_id=held.turn_id)
        talk = talk_of(context, held.turn_id, said)
        yield TurnBegun()
        ended = yield from _worded(talk, held.conversation.memory)
        return _kept(talk, ended, answer)
    except BaseException:
        give_back(context, held)
        raise


def _worded(talk: Talk, memory: Memory) -> Generator["Event", None, _Ended]:
    """The words of the answer: the model's, or by rules where it gives none."""
    from shared.ai.budget import Budget, Limits
    from shared.ai.events import Done, Failed
    from shared.ai.runner import stream
    from shared.ai.turn import Turn

    turn: Turn[Talk] = Turn(talk, _allow, Budget(Limits(model_calls=MODEL_CALLS)), closing=answering.closing)
    from functions.chat.agents.chatbot import AGENT

    for event in stream(AGENT, _request(talk, memory), turn=turn):
        if isinstance(event, Done):
            return _Ended(answering.vetted(talk, event.run.output))
        if isinstance(event, Failed):
            logs.warning("chat.without_model", reason=str(event.error))
            break
        yield event
    return _Ended((yield from ruling.ruled(turn, "by_rules")), degraded=True)


def _request(talk: Talk, memory: Memory) -> "Request":
    from shared.ai.request import Request, Said

    history = tuple(
        said for one in memory.window for said in (Said("user", one.user), Said("model", one.model)) if said.text
    )
    return Request(talk.said.msg or None, (), facing(talk, memory.summary), history)


def _kept(talk: Talk, ended: _Ended, answer: Answer) -> Reply:
    """Question, answer and what is remembered, in one commit that opens the lock."""
    context = talk.context
    found = Read(context.uid)
    if found.conversation.lock is None or found.conversation.lock.turn_id != talk.turn_id:
        raise Conflict(
            "Another message was answered meanwhile; please send this one again.", "in_progress", retry_after=1
        )
    actions = journal.turn_actions(context.uid, talk.turn_id)
    sources = tuple(one.source for one in talk.told if one.source)
    reply = Reply(
        talk.turn_id, ended.text, tuple(journal.render(one) for one in actions), sources, degraded=ended.degraded
    )
    asked = Message(derived_id("msg", talk.turn_id, "user"), "user", _shown(talk.said), context.now)
    at = max(system_clock(), context.now + timedelta(milliseconds=1))
    queries = tuple(one["query"] for one in sources)
    told = Message(talk.turn_id, "model", ended.text, at, tuple(one.id for one in actions), queries)
    commit = context.commit()
    messages.add(commit, context.uid, asked)
    messages.add(commit, context.uid, told)
    done = "; ".join(one.summary for one in actions if one.status == "done")
    exchange = Exchange(talk.said.msg, _remembered(talk, ended), done)
    found.close(commit, remembered(found.conversation.memory, exchange), found.conversation.unfinished)
    try:
        context.finish(commit, lambda: answer(reply))
    except Contended:
        raise Conflict(
            "The conversation was changed meanwhile; please send this again.", "in_progress", retry_after=1
        ) from None
    return reply


def _shown(said: Utterance) -> str:
    """The person's words in the history; a file is named by a sign."""
    return " ".join(part for part in ("📎" if said.file else "", said.msg) if part)


def _remembered(talk: Talk, ended: _Ended) -> str:
    """What later turns are told of the answer: nothing that came out of a file, a memo or an import."""
    if any(one.foreign for one in talk.told):
        return "(It held words of a receipt, an import or a notification, which are not repeated here.)"
    return ended.text


def _allow(turn: "Turn[Talk]", tool: Any, arguments: Any) -> Any:
    from shared.ai.audit import fingerprint
    from shared.ai.turn import Allowed
    from shared.gcp.idempotency import Processed

    digest, _ = fingerprint({tool.name: arguments.model_dump(mode="json")})
    context = turn.identity.context
    guard = Processed(context.uid, "chat", f"{turn.identity.turn_id}_{digest[:24]}_{len(turn.audit)}", context.now)
    inner = replace(turn, identity=replace(turn.identity, context=replace(context, guard=guard, agent=turn.path[-1])))
    return Allowed(lambda: tool(inner, arguments))
