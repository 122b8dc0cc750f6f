"""How what waits for the person is told, in each language; the same words without the question once it is done."""

from collections.abc import Mapping
from typing import Any

from functions.chat.rules.wording import Templates
from shared.language import Language
from shared.money import Money

LONGEST = 300
WORDS: Mapping[str, Templates] = {
    "en": {
        "delete": "Delete {title} ({amount})",
        "change": "{title}: {before} → {after}",
        "up_by": "{title}: {amount} more",
        "down_by": "{title}: {amount} less",
        "record_expense": "Record: {told}",
        "receipt": "Record the receipt: {told}",
        "call_expense_manager": "Record: {told}",
        "create_budget": "New budget {told}",
        "update_budget": "Change a budget: {told}",
        "delete_budget": "Delete a budget: {told}",
        "edit_user_profile": "{told}",
        "create_notification": "Notification: {told}",
        "call_budget_agent": "Plan all budgets: {told}",
        "undo_last_turn": "Take back: {told}",
        "other": "{told}",
        "named": "{name}: {value}",
    },
    "fr": {
        "delete": "Supprimer {title} ({amount})",
        "change": "{title} : {before} → {after}",
        "up_by": "{title} : {amount} de plus",
        "down_by": "{title} : {amount} de moins",
        "record_expense": "Enregistrer : {told}",
        "receipt": "Enregistrer le reçu : {told}",
        "call_expense_manager": "Enregistrer : {told}",
        "create_budget": "Nouveau budget {told}",
        "update_budget": "Changer un budget : {told}",
        "delete_budget": "Supprimer un budget : {told}",
        "edit_user_profile": "{told} ",
        "create_notification": "Notification : {told}",
        "call_budget_agent": "Planifier tous les budgets : {told}",
        "undo_last_turn": "Annuler : {told}",
        "other": "{told} ",
        "named": "{name} : {value}",
    },
    "ar": {},
}
