"""The one line that the journal keeps of a change of expenses, and the note on an amount that was rounded, in the
language of the person."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from functions.journal.models import Change
from functions.ledger.models import Entry
from shared.language import Language
from shared.money import Money

WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "told": "{name}: {amount}",
        "many": "{count} expenses",
        "between": "{before} → {after}",
        "changed": "{told}, changed {names}",
        "deleted": "{told} deleted",
        "restored": "{told} restored",
        "unknown": "amount not known",
        "rounded": "{written} was rounded to {amount}; please check it, and accept it to count it.",
        "amount": "amount",
        "category": "category",
        "name": "name",
        "date": "date",
        "merchant": "merchant",
        "description": "description",
        "items": "items",
        "splits": "splits",
        "status": "status",
        "kind": "kind",
        "receipt": "receipt",
        "other": "other details",
    },
    "fr": {
        "told": "{name} : {amount}",
        "many": "{count} dépenses",
        "between": "{before} → {after}",
        "changed": "{told}, modifié : {names}",
        "deleted": "{told}, supprimé",
        "restored": "{told}, rétabli",
        "unknown": "montant inconnu",
        "rounded": "{written} a été arrondi à {amount} ; vérifiez-le et acceptez-le pour le compter.",
        "amount": "montant",
        "category": "catégorie",
        "name": "nom",
        "date": "jour",
        "merchant": "magasin",
        "description": "remarque",
        "items": "articles",
        "splits": "répartition",
        "status": "état",
        "kind": "genre",
        "receipt": "reçu",
        "other": "autres détails",
    },
    "ar": {
        "told": "{name}، {amount}",
        "many": "{count} مصاريف",
        "between": "{before} ← {after}",
        "changed": "{told}، تغيّر: {names}",
        "deleted": "حُذف: {told}",
        "restored": "استُعيد: {told}",
        "unknown": "المبلغ غير معروف",
        "rounded": "قُرّب {written} إلى {amount}؛ تحقق منه واقبله ليُحتسب.",
        "amount": "المبلغ",
        "category": "الفئة",
        "name": "الاسم",
        "date": "التاريخ",
        "merchant": "المتجر",
        "description": "الوصف",
        "items": "الأصناف",
        "splits": "التقسيم",
        "status": "الحالة",
        "kind": "النوع",
        "receipt": "الإيصال",
        "other": "تفاصيل أخرى",
    },
}
_FIELDS = {"minor": "amount", "budget_id": "category", "category_name": "category", "product_name": "name"}
_LONGEST = 60


def _fill(language: Language, template: str, **values: object) -> str:
    return language.fill(language.choose(WORDS)[template], **values)


def told(language: Language, entry: Entry) -> str:
    """An entry by name and amount."""
    name = entry.product_name if len(entry.product_name) <= _LONGEST else entry.product_name[: _LONGEST - 1] + "…"
    return _fill(language, "told", name=name, amount=_amount(language, entry.minor, entry.currency))


def of_new(language: Language, entries: Sequence[Entry]) -> str:
    """What was recorded."""
    if len(entries) == 1:
        return told(language, entries[0])
    return _fill(language, "many", count=language.number(len(entries)))


def of_change(language: Language, before: Entry, change: Change) -> str:
    """What became of an entry: both amounts when the amount changed, else the names of what did."""
    old, new = change.before or {}, change.after or {}
    if {"minor", "currency"} & new.keys():
        currency, minor = new.get("currency", before.currency), new.get("minor", before.minor)
        after = _amount(language, minor, currency)
        return _fill(language, "between", before=told(language, before), after=after)
    words = language.choose(WORDS)
    names = sorted({words.get(_FIELDS.get(name, name), words["other"]) for name in old})
    return _fill(language, "changed", told=told(language, before), names=", ".join(names))


def gone(language: Language, entry: Entry) -> str:
    """An entry that was deleted."""
    return _fill(language, "deleted", told=told(language, entry))


def back(language: Language, entry: Entry) -> str:
    """An entry that was brought back."""
    return _fill(language, "restored", told=told(language, entry))


def rounded(language: Language, written: Decimal, amount: Decimal, currency: str) -> str:
    """What is said of an amount that was written finer than its currency's smallest unit."""
    return _fill(language, "rounded", written=f"{written:f} {currency}", amount=f"{amount} {currency}")


def _amount(language: Language, minor: int | None, currency: str) -> str:
    return _fill(language, "unknown") if minor is None else language.money(Money(minor, currency))
