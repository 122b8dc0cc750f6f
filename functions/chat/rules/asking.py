"""How a call is told to the person who is to confirm it, in each language; without the question once it is done."""

from collections.abc import Iterable, Mapping

from functions.chat.rules.wording import Templates
from shared.language import Language

LONGEST = 300
WORDS: Mapping[str, Templates] = {
    "en": {
        "question": "{line}?",
        "delete": "Delete {title} ({amount})",
        "between": "{title}: {before} → {after}",
        "up_by": "{title}: {amount} more",
        "down_by": "{title}: {amount} less",
        "record": "Record: {told}",
        "receipt": "Record the receipt: {told}",
        "create": "New budget {told}",
        "notify": "Notification: {told}",
        "plan": "Plan all budgets: {told}",
        "undo": "Take back: {told}",
        "other": "Do this: {told}",
    },
    "fr": {
        "question": "{line} ?",
        "delete": "Supprimer {title} ({amount})",
        "between": "{title} : {before} → {after}",
        "up_by": "{title} : {amount} de plus",
        "down_by": "{title} : {amount} de moins",
        "record": "Enregistrer : {told}",
        "receipt": "Enregistrer le reçu : {told}",
        "create": "Nouveau budget {told}",
        "notify": "Notification : {told}",
        "plan": "Planifier tous les budgets : {told}",
        "undo": "Annuler : {told}",
        "other": "Faire ceci : {told}",
    },
    "ar": {
        "question": "{line}؟",
        "delete": "حذف {title} ({amount})",
        "between": "{title}: {before} ← {after}",
        "up_by": "{title}: زيادة {amount}",
        "down_by": "{title}: خفض {amount}",
        "record": "تسجيل: {told}",
        "receipt": "تسجيل الإيصال: {told}",
        "create": "ميزانية جديدة {told}",
        "notify": "إشعار: {told}",
        "plan": "تخطيط كل الميزانيات: {told}",
        "undo": "التراجع عن: {told}",
        "other": "تنفيذ: {told}",
    },
}
_MARKS = "?؟ \u00a0"


def line(language: Language, name: str, **values: object) -> str:
    """What would be done."""
    return language.fill(language.choose(WORDS)[name], **values)[:LONGEST]


def question(language: Language, told: str) -> str:
    """The line as a question. Not by `fill`, which would set the whole of it apart."""
    return language.choose(WORDS)["question"].format(line=told)


def answered(summary: str) -> str:
    """The line once it is done: no question any more."""
    return summary.rstrip(_MARKS)


def listed(language: Language, rows: Iterable[tuple[str, object]]) -> str:
    """Names with their values, such as fields of the profile."""
    between = " : " if language.written == "fr" else ": "
    return ", ".join(f"{name}{between}{value}" for name, value in rows)
