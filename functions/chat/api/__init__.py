"""Routes of the conversation and of what it does."""

from functions.chat.api import actions
from functions.chat.api.app import app
from shared.web.app import http_function

__all__ = ["actions", "app", "chat"]

chat = http_function("chat", app)
