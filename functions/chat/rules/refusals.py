"""Why something was not done, for people who do not read English: problems tell it in English, and by a code."""

from collections.abc import Mapping

from shared.language import Language

WHY: Mapping[str, Mapping[str, str]] = {
    "en": {
        "nothing_recognised": "no amount could be read in it.",
        "not_found": "it is not there any more.",
        "conflict": "it does not go with what is there already, such as a budget of the same title.",
        "undo_blocked": "something of it was changed since.",
        "already_decided": "this was decided before.",
        "infeasible": "the amounts do not fit: the rest is spent, or is a minimum.",
        "invalid_amount": "the amount does not fit here.",
        "other": "it cannot be done like this.",
    },
    "fr": {
        "nothing_recognised": "aucun montant n'a pu y être lu ; envoyez une photo plus nette, ou écrivez l'achat.",
        "not_found": "cela n'existe plus.",
        "conflict": "cela ne va pas avec ce qui existe déjà, par exemple un budget du même nom.",
        "undo_blocked": "quelque chose en a été modifié depuis.",
        "already_decided": "c'était déjà décidé.",
        "infeasible": "les montants ne conviennent pas : le reste est dépensé, ou c'est un minimum.",
        "invalid_amount": "le montant ne convient pas ici.",
        "other": "ce n'est pas possible de cette façon.",
    },
    "ar": {
        "nothing_recognised": "تعذّرت قراءة أي مبلغ؛ أرسل صورة أوضح أو اكتب ما اشتريت.",
        "not_found": "لم يعد موجودًا.",
        "conflict": "لا يتوافق مع ما هو موجود، كميزانية بالاسم نفسه.",
        "undo_blocked": "تغيّر شيء منه بعد ذلك.",
        "already_decided": "سبق البت في هذا.",
        "infeasible": "المبالغ غير ممكنة: الباقي مصروف أو هو حد أدنى.",
        "invalid_amount": "المبلغ غير مناسب هنا.",
        "other": "لا يمكن ذلك بهذه الطريقة.",
    },
}


def why(language: Language, code: str, detail: str) -> str:
    """The reason in the language; in English the problem's own, which says more."""
    if language.written == "en":
        return detail
    reasons = language.choose(WHY)
    return reasons.get(code, reasons["other"])
