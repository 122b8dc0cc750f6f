"""Use cases of advice."""

from functions.advisor.repository import Position
from functions.advisor.service.advising import advise, list_sessions

__all__ = ["Position", "advise", "list_sessions"]
