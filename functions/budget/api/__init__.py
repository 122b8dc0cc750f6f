"""Routes of budgets and goals."""

from functions.budget.api import budgets, goals
from functions.budget.api.app import app
from shared.web.app import http_function

__all__ = ["app", "budget", "budgets", "goals"]

budget = http_function("budget", app)
