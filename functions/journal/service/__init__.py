"""Use cases of the journal: every change is an Action, committed together with what it changes; undo and redo."""

from functions.journal.repository import Read, put_action, reference
from functions.journal.rules import render
from functions.journal.service.recording import actions_of_turn, get_action, list_actions, propose, record
from functions.journal.service.turning import redo, undo

__all__ = [
    "Read",
    "actions_of_turn",
    "get_action",
    "list_actions",
    "propose",
    "put_action",
    "record",
    "redo",
    "reference",
    "render",
    "undo",
]
