"""Look back at a conversation, and start it anew."""

from collections.abc import Callable

from functions.chat.models.conversation import Memory, Message
from functions.chat.repository import messages
from functions.chat.repository.conversation import Read
from functions.chat.service.locking import give_back, take
from shared.context import Context
from shared.errors import Conflict
from shared.gcp.firestore import AlreadyDone, Commit, Contended
from shared.gcp.idempotency import Kept, Processed
from shared.ids import new_id

_AT_ONCE = 200


def list_messages(context: Context, before: messages.Position | None, limit: int) -> tuple[list[Message], bool]:
    """The latest messages before a position, the oldest of them first, and whether there are older ones."""
    found = messages.page(context.uid, before, limit + 1)
    return found[:limit][::-1], len(found) > limit


def reset(context: Context, answer: Callable[[], Kept]) -> None:
    """Forget all messages and what is remembered of them. Waits for a turn that is at work; Conflict `in_progress`.

    More than one commit takes go in several; a request that ends in between is repeated to its end.
    """
    context.claim()
    held = take(context)
    try:
        while _removed_some(context) == _AT_ONCE:
            pass
        found = Read(context.uid)
        commit = context.commit()
        found.close(commit, Memory(), found.conversation.last_at)
        try:
            context.finish(commit, answer)
        except Contended:
            raise Conflict("The conversation was changed meanwhile.", "in_progress", retry_after=1) from None
    except BaseException:
        give_back(context, held)
        raise


def _removed_some(context: Context) -> int:
    commit = Commit(Processed(context.uid, "chat_reset", new_id("evt"), context.now))
    count = messages.remove_some(commit, context.uid, _AT_ONCE)
    if count:
        try:
            commit.run()
        except AlreadyDone:  # its acknowledgement was lost
            return count
    return count
