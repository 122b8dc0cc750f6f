"""Use cases of chat."""

from functions.chat.service.talking import answer_message, converse

__all__ = ["answer_message", "converse"]
