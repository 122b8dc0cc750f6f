"""The one line that the journal keeps of a change of budgets and goals, in the language of the person."""

from collections.abc import Iterable, Mapping, Sequence

from functions.budget.models import Budget, BudgetChange, Goal
from shared.language import Language
from shared.money import Money

WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "pair": "{title}: {told}",
        "between": "{before} → {after}",
        "spent": "spent: {amount}",
        "rollover": "what is left rolls over",
        "no_rollover": "nothing rolls over",
        "pinned": "pinned",
        "not_pinned": "no longer pinned",
        "minimum": "minimum: {amount}",
        "no_minimum": "no minimum",
        "unchanged": "unchanged",
        "deleted": "{title} deleted ({amount})",
        "restored": "{title} restored ({amount})",
        "moved": "{amount} moved from {source} to {target}",
        "left": "{amount} could not be absorbed",
        "delete": "Delete {titles}?",
        "saved": "{title}: {saved} of {target}",
        "goal_deleted": "{title} deleted",
    },
    "fr": {
        "pair": "{title} : {told}",
        "between": "{before} → {after}",
        "spent": "dépensé : {amount}",
        "rollover": "le reste est reporté",
        "no_rollover": "rien n'est reporté",
        "pinned": "épinglé",
        "not_pinned": "n'est plus épinglé",
        "minimum": "montant minimum : {amount}",
        "no_minimum": "sans montant minimum",
        "unchanged": "inchangé",
        "deleted": "{title} supprimé ({amount})",
        "restored": "{title} rétabli ({amount})",
        "moved": "{amount} déplacés de {source} vers {target}",
        "left": "{amount} n'ont pas pu être absorbés",
        "delete": "Supprimer {titles} ?",
        "saved": "{title} : {saved} sur {target}",
        "goal_deleted": "{title} supprimé",
    },
    "ar": {
        "pair": "{title}: {told}",
        "between": "{before} ← {after}",
        "spent": "المصروف: {amount}",
        "rollover": "يُرحَّل الباقي",
        "no_rollover": "لا يُرحَّل شيء",
        "pinned": "مثبتة",
        "not_pinned": "لم تعد مثبتة",
        "minimum": "الحد الأدنى: {amount}",
        "no_minimum": "بلا حد أدنى",
        "unchanged": "بلا تغيير",
        "deleted": "حُذفت {title} ({amount})",
        "restored": "استُعيدت {title} ({amount})",
        "moved": "نُقل {amount} من {source} إلى {target}",
        "left": "تعذّر استيعاب {amount}",
        "delete": "حذف {titles}؟",
        "saved": "{title}: {saved} من {target}",
        "goal_deleted": "حُذف {title}",
    },
}


def _fill(language: Language, name: str, **values: object) -> str:
    return language.fill(language.choose(WORDS)[name], **values)


def _money(language: Language, minor: int, currency: str) -> str:
    return language.money(Money(minor, currency))


def _between(language: Language, before: int, after: int, currency: str) -> str:
    old = language.amount(Money(before, currency))
    return _fill(language, "between", before=old, after=_money(language, after, currency))


def made(language: Language, titles: Iterable[tuple[str, int, str]]) -> str:
    """Budgets or goals with their amounts: title, minor units, currency."""
    rows = (_fill(language, "pair", title=title, told=_money(language, minor, code)) for title, minor, code in titles)
    return "; ".join(rows)


def edited(language: Language, before: Budget, after: Budget, spent: int, wanted: BudgetChange) -> str:
    """What became of a budget; `spent` is what counts as spent now."""
    code, told = before.currency, list[str]()
    if after.minor != before.minor:
        told.append(_between(language, before.minor, after.minor, code))
    if wanted.spent is not None:
        told.append(_fill(language, "spent", amount=_money(language, spent, code)))
    for name, value in (("rollover", wanted.rollover), ("pinned", wanted.pinned)):
        if value is not None:
            told.append(_fill(language, name if value else {"rollover": "no_rollover"}.get(name, "not_pinned")))
    if after.minimum != before.minimum:
        least = after.minimum
        name = "no_minimum" if least is None else "minimum"
        told.append(_fill(language, name, **({} if least is None else {"amount": _money(language, least, code)})))
    return _fill(language, "pair", title=before.title, told=", ".join(told) or _fill(language, "unchanged"))


def gone(language: Language, budgets: Sequence[Budget]) -> str:
    """Budgets that were deleted."""
    return "; ".join(_of(language, "deleted", one) for one in budgets)


def back(language: Language, budget: Budget) -> str:
    """A budget that was brought back."""
    return _of(language, "restored", budget)


def _of(language: Language, name: str, budget: Budget) -> str:
    return _fill(language, name, title=budget.title, amount=_money(language, budget.minor, budget.currency))


def moved(language: Language, minor: int, source: Budget, target: Budget) -> str:
    """Money that went from one budget to another."""
    amount = _money(language, minor, source.currency)
    return _fill(language, "moved", amount=amount, source=source.title, target=target.title)


def shared_out(language: Language, rows: Iterable[tuple[Budget, int]], left: Iterable[tuple[int, str]]) -> str:
    """Budgets after a rebalance, each with its amount before; and what could not be absorbed."""
    told = [
        _fill(language, "pair", title=one.title, told=_between(language, before, one.minor, one.currency))
        for one, before in rows
    ]
    told += [_fill(language, "left", amount=_money(language, minor, code)) for minor, code in left if minor]
    return "; ".join(told)


def asked(language: Language, titles: Iterable[str]) -> str:
    """The question whether these are to be deleted."""
    return _fill(language, "delete", titles=", ".join(titles))


def saved(language: Language, goal: Goal) -> str:
    """How far a goal is."""
    figures = {"saved": goal.saved, "target": goal.target}
    shown = {name: _money(language, minor, goal.currency) for name, minor in figures.items()}
    return _fill(language, "saved", title=goal.title, **shown)


def goal_gone(language: Language, title: str) -> str:
    """A goal that was deleted."""
    return _fill(language, "goal_deleted", title=title)
