"""One turn at a time: who is at work stands in the conversation's document, until they end or their time is over."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from functions.chat.models.conversation import Conversation, Lock
from functions.chat.repository.conversation import Read, Taking
from functions.journal import service as journal
from shared.ai.usage import Usage
from shared.clock import system_clock
from shared.context import Context
from shared.errors import Conflict, Problem
from shared.gcp.firestore import AlreadyDone, Commit, Contended
from shared.ids import new_id

LASTS = timedelta(seconds=60)  # twice what a turn may take
WAITS_S = 10.0
_LOOKS_EVERY_S = 0.2
_MOST_UNFINISHED = 20


@dataclass(frozen=True, slots=True)
class Held:
    """The conversation as it was when the lock was taken, and the turn that holds it.

    `is_again` tells that a former try of the same request began the turn.
    """

    conversation: Conversation
    turn_id: str
    is_again: bool = False


def take(context: Context) -> Held:
    """Wait for the conversation to be free and take it. Raises Conflict `in_progress` when it stays taken."""
    ends = time.monotonic() + WAITS_S
    while True:
        found = Read(context.uid)
        if (lock := _lock_for(context, found.conversation)) is not None:
            unfinished, request = _unfinished(found.conversation), context.guard.ref.id
            others = _without(unfinished, request)
            try:
                Commit(Taking(found, lock, others)).run()
            except AlreadyDone:
                pass  # ours: only its acknowledgement was lost
            except Contended:
                continue
            return Held(found.conversation, lock.turn_id, is_again=request in unfinished)
        if time.monotonic() >= ends:
            raise Conflict("Your last message is still being answered.", "in_progress", retry_after=1)
        time.sleep(_LOOKS_EVERY_S)


def give_back(context: Context, held: Held, used: Usage | None = None) -> None:
    """Free the conversation after a turn that ends without an answer; a repetition goes on under the same turn.

    What models `used` is counted all the same.
    """
    try:
        found = Read(context.uid)
        lock = found.conversation.lock
        if lock is None or lock.turn_id != held.turn_id:
            return
        commit = Commit(Taking(found, None, _limited(_unfinished(found.conversation))))
        if used is not None:
            journal.count_spend(commit, context, used)
        commit.run()
    except (AlreadyDone, Contended, Problem):
        return  # it is free by itself in a minute
    if used is not None:
        journal.log_spend(context, used)


def _lock_for(context: Context, found: Conversation) -> Lock | None:
    """The lock that this request may write; None while another turn is at work."""
    now, request = system_clock(), context.guard.ref.id
    lock = found.lock
    if lock is not None and lock.request != request and lock.until > now:
        return None
    turn_id = _unfinished(found).get(request) or new_id("msg")
    return Lock(turn_id, request, now + LASTS)


def _unfinished(found: Conversation) -> Mapping[str, str]:
    """The turns without an answer, also the one whose holder died, by request."""
    held = {} if found.lock is None else {found.lock.request: found.lock.turn_id}
    return {**found.unfinished, **held}


def _without(unfinished: Mapping[str, str], request: str) -> Mapping[str, str]:
    return _limited({name: turn for name, turn in unfinished.items() if name != request})


def _limited(unfinished: Mapping[str, str]) -> Mapping[str, str]:
    return dict(list(unfinished.items())[-_MOST_UNFINISHED:])
