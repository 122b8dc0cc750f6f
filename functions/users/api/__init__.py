"""Routes of accounts, tokens and the signed-in person."""

from functions.users.api import accounts, me
from functions.users.api.app import app
from shared.web.app import http_function

__all__ = ["accounts", "app", "me", "users"]

users = http_function("users", app)
