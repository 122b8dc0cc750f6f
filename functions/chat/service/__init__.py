"""Use cases of chat."""

from functions.chat.service.history import list_messages, reset
from functions.chat.service.talking import answer_message, converse

__all__ = ["answer_message", "converse", "list_messages", "reset"]
