"""Routes of chat."""

from functions.chat.api import messages, streaming
from functions.chat.api.app import app
from shared.web.app import http_function

__all__ = ["app", "chat", "messages", "streaming"]

chat = http_function("chat", app)
