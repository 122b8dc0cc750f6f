"""Use cases of the journal: every change is an Action, committed together with what it changes; undo and redo."""

from functions.journal.rules import render
from functions.journal.service.recording import get_action, list_actions, propose, record, turn_actions
from functions.journal.service.turning import redo, undo

__all__ = ["get_action", "list_actions", "propose", "record", "redo", "render", "turn_actions", "undo"]
