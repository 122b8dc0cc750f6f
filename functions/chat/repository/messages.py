"""Messages in the store: `users/{uid}/messages/{id}`, two for each turn, in the commit that ends it."""

from datetime import datetime
from typing import Any

from functions.chat.models.conversation import Message
from shared.gcp.firestore import Commit, newest_page, read_all, user

Position = tuple[datetime, str]


def _messages(uid: str) -> Any:
    return user(uid).collection("messages")


def add(commit: Commit, uid: str, message: Message) -> None:
    """Create a message."""
    stored = {
        "role": message.role,
        "msg": message.msg,
        "created_at": message.created_at,
        "actions": list(message.actions),
        "queries": [dict(one) for one in message.queries],
    }
    commit.create(_messages(uid).document(message.id), stored)


def page(uid: str, before: Position | None, limit: int) -> list[Message]:
    """Messages, newest first, those before a position; at most `limit`."""
    return [_message(row) for row in read_all(newest_page(_messages(uid), ("created_at",), before, limit))]


def remove_some(commit: Commit, uid: str, limit: int) -> int:
    """Put the removal of up to `limit` messages into the commit; returns how many."""
    found = read_all(_messages(uid).limit(limit))
    for row in found:
        commit.delete(row.reference)
    return len(found)


def _message(snapshot: Any) -> Message:
    stored = snapshot.to_dict()
    actions, queries = tuple(stored.pop("actions")), tuple(stored.pop("queries"))
    return Message(id=snapshot.id, actions=actions, queries=queries, **stored)
