"""Routes of the conversation and of what it does."""

from functions.chat.api import actions, messages, streaming
from functions.chat.api.app import app
from shared.web.app import http_function

__all__ = ["actions", "app", "chat", "messages", "streaming"]

chat = http_function("chat", app)
