"""Answer a message: one turn, under the lock, from the words to the one commit that keeps question and answer."""

from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from functions.chat.models.conversation import Exchange, Memory, Message
from functions.chat.models.talk import Reply, Talk, TurnBegun, Utterance
from functions.chat.repository import messages
from functions.chat.repository.conversation import Read
from functions.chat.rules.facing import facing
from functions.chat.rules.window import remembered
from functions.chat.service import answering, ruling
from functions.chat.service.gating import TurnGate, make_gate
from functions.chat.service.locking import give_back, take
from functions.chat.service.scene import talk_of
from functions.journal import service as journal
from functions.journal.models import Action
from shared import logs
from shared.ai.events import TextDelta
from shared.clock import system_clock
from shared.context import Context
from shared.errors import Conflict
from shared.gcp.firestore import Contended
from shared.gcp.idempotency import Kept
from shared.ids import derived_id

if TYPE_CHECKING:
    from functions.chat.models.gate import Source
    from shared.ai.events import Event
    from shared.ai.request import Request
    from shared.ai.turn import Turn

MODEL_CALLS = 6  # with the coordinator and whom it asks
_FOREIGN = "(It held words of a receipt, an import or a notification, which are not repeated here.)"
_RECEIPTS = frozenset({"record_expense", "record_receipt"})
_MAY_NAME_A_RECEIPT = {"undo_last_turn", "record_receipt"}
_STEP = timedelta(milliseconds=1)
_MEANWHILE = "The conversation went on meanwhile; please send this again."
Answer = Callable[[Reply], Kept]


@dataclass(slots=True)
class _Work:
    """A turn at work: who talks, the gate of their tools, and what models have used so far."""

    talk: Talk
    gate: TurnGate
    turn: "Turn[Talk]"
    is_capped: bool = False
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
    used: list[Turn[Talk]] = []
    try:
        context = replace(context, turn_id=held.turn_id)
        yield TurnBegun()
        is_capped = journal.spending(context.uid, context.now).is_used_up
        work = _begun(talk_of(context, held.turn_id, said, held.conversation.memory.last_change), is_capped=is_capped)
        used.append(work.turn)
        work.gate.is_in_doubt = held.is_again
        text = yield from _worded(work, held.conversation.memory)
        return _kept(work, text, answer)
    except BaseException:
        give_back(context, held, used[0].usage if used else None)
        raise


def _begun(talk: Talk, *, is_capped: bool) -> _Work:
    from shared.ai.budget import Budget, Limits
    from shared.ai.turn import Turn

    gate = make_gate(
        talk.context,
        talk.said.msg,
        reads=lambda: _foreign(talk, gate.actions),
        last_change=talk.last_change,
    )
    # The one call that is left is the assistant's own, so that no specialist is asked either.
    limits = Limits(model_calls=1 if is_capped else MODEL_CALLS)
    turn = Turn(talk, gate, Budget(limits), closing=answering.closing_of(gate))
    return _Work(talk, gate, turn, is_capped)


def _foreign(talk: Talk, actions: Iterable[Action]) -> "set[Source]":
    """Where words came from that the turn has seen and others may have written; also those of a receipt that a former
    try of it has recorded."""
    told = {source for one in talk.told for source in one.foreign}
    is_recorded = talk.said.file is not None and any(one.tool in _RECEIPTS for one in actions)
    return told | ({"receipt"} if is_recorded else set())


def _worded(work: _Work, memory: Memory) -> Generator["Event", None, str]:
    """The words of the answer: the model's, or by rules where it gives none or may not be asked."""
    talk, gate = work.talk, work.gate
    text = None if work.is_capped else (yield from _asked(work, memory))
    work.degraded = text is None
    if text is None:
        text = yield from ruling.ruled(work.turn, gate, "capped" if work.is_capped else "by_rules")
    if talk.broken:
        raise talk.broken[0]
    gate.settle(work.turn)
    if gate.is_in_doubt:
        gate.recall()
    if not work.degraded and any(one.degraded for one in talk.told):
        work.degraded, text = True, f"{text}\n\n{answering.say(talk, 'by_rules')}"
    return answering.completed(talk, gate, text)


def _asked(work: _Work, memory: Memory) -> Generator["Event", None, str | None]:
    """What the assistant says, as it may be shown; None when it says nothing."""
    from functions.chat.agents.chatbot import AGENT
    from shared.ai.events import Done, Failed
    from shared.ai.runner import stream

    for event in stream(AGENT, _request(work.talk, memory), turn=work.turn):
        if isinstance(event, Done):
            return answering.vetted(work.talk, work.gate, event.run.output)
        if isinstance(event, Failed):
            logs.warning("chat.without_model", reason=str(event.error))
            return None
        if not isinstance(event, TextDelta):  # words go out once they are vetted
            yield event
    return None


def _request(talk: Talk, memory: Memory) -> "Request":
    from shared.ai.request import Request, Said

    history = tuple(
        said for one in memory.window for said in (Said("user", one.user), Said("model", one.model)) if said.text
    )
    return Request(talk.said.msg or None, (), facing(talk, memory.summary), history)


def _kept(work: _Work, text: str, answer: Answer) -> Reply:
    """Question, answer and what is remembered, in one commit that opens the lock."""
    talk, context = work.talk, work.talk.context
    found = Read(context.uid)
    if found.conversation.lock is None or found.conversation.lock.turn_id != talk.turn_id:
        raise Conflict(_MEANWHILE, "in_progress", retry_after=1)
    turned = [action for one in talk.told for action in one.turned]
    actions = {one.id: one for one in (*turned, *work.gate.actions)}.values()
    sources = tuple(one.source for one in talk.told if one.source)
    shown = tuple(journal.render(one) for one in actions)
    reply = Reply(talk.turn_id, text, shown, sources, degraded=work.degraded)
    before = found.conversation.last_at or context.now
    asked_at = max(context.now, before + _STEP)
    asked = Message(derived_id("msg", talk.turn_id, "user"), "user", _shown(talk.said), asked_at)
    at = max(system_clock(), asked_at + _STEP)
    told = Message(
        talk.turn_id, "model", text, at, tuple(one.id for one in actions), tuple(one["query"] for one in sources)
    )
    commit = context.commit()
    messages.add(commit, context.uid, asked)
    messages.add(commit, context.uid, told)
    may_be_undone = any(one.status in {"done", "needs_confirmation"} for one in work.gate.actions)
    exchange = Exchange(talk.said.msg, *_remembered(talk, text, actions), turn=talk.turn_id if may_be_undone else "")
    found.close(commit, remembered(_before(found.conversation.memory, work), exchange), at)
    journal.count_spend(commit, context, work.turn.usage)
    try:
        context.finish(commit, lambda: answer(reply))
    except Contended:
        raise Conflict(_MEANWHILE, "in_progress", retry_after=1) from None
    journal.log_spend(context, work.turn.usage)
    return reply


def _before(memory: Memory, work: _Work) -> Memory:
    """What was remembered, without what this turn took back, in this try or in a former one."""
    undone = [one.undid for one in work.talk.told if one.undid]
    undone += [str(arguments["turn_id"]) for tool, arguments in work.gate.replayed if tool == "undo_last_turn"]
    for turn in undone:
        memory = memory.without(turn)
    return memory


def _shown(said: Utterance) -> str:
    """The person's words in the history; a file is named by a sign."""
    return " ".join(part for part in ("📎" if said.file else "", said.msg) if part)


def _remembered(talk: Talk, text: str, actions: Iterable[Action]) -> tuple[str, str]:
    """What later turns are told of the answer and of what was done: nothing that others may have written, so that they
    stay untainted by it."""
    # What waits tells of a receipt too, or of what is to be undone, which may be one.
    waits = talk.prepared or any(one.tool in _MAY_NAME_A_RECEIPT for one in actions)
    if waits or _foreign(talk, actions):
        return _FOREIGN, ""
    return text, "; ".join(one.summary for one in actions if one.status == "done")
