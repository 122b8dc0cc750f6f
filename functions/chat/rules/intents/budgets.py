"""Budgets that a message makes, changes, deletes or asks for."""

import re
from decimal import Decimal

from functions.chat.models.talk import BudgetName
from functions.chat.models.wanted import Heard, SaidAmount, Wanted
from functions.chat.rules.intents import words
from functions.chat.rules.intents.steps import is_unclear, step_of
from shared.folding import fold, title_key

_EDGES = words.folded(
    "a an the my our of for to with called named at from per each every month monthly please new category can you "
    "could i set up want would like need have",
    "un une le la les l mon ma mes de du des d pour à au avec nommé nommée appelé appelée par chaque mois mensuel svp "
    "nouveau nouvelle catégorie je veux voudrais peux tu il faut",
    "من ل ب إلى الى على في بمبلغ بقيمة باسم اسمها لكل كل شهر شهريا جديدة جديد لي فضلك أريد نريد",
)
_WORD = re.compile(r"[^\W_](?:[\w&'’.-]*\w)?")
_ITS_EXPENSES = words.pattern("expense|expenses|entry|purchase", "dépense|dépenses|achat", "مصروف|مصاريف|المصروف")


def changed(part: str, heard: Heard) -> Wanted | None:
    """The call that makes, changes or deletes a budget."""
    folded = fold(part)
    if "?" in part or "؟" in part:
        return None
    amounts = heard.amounts(part)
    bare = _without(part, amounts)
    meant = _meant(bare, heard)
    has_word = bool(words.BUDGET.search(folded))
    if words.DELETE.search(folded) and not amounts and not _ITS_EXPENSES.search(folded):
        return _deleted(bare, meant, has_word=has_word)
    if not amounts:
        return None
    title = _title(bare)
    if has_word and title and (_creates(part, amounts) or (meant is None and words.SET.search(folded))):
        return Wanted("create_budget", {"title": title, **_amount(amounts[-1])})
    if meant is None:
        return _of_none(part, amounts)
    return _updated(part, amounts, meant)


def _of_none(part: str, amounts: tuple[SaidAmount, ...]) -> Wanted | None:
    """ "Cut eating out by 1000" without such a budget is no expense: those that are there are shown."""
    is_change = words.CHANGE.search(fold(part)) and step_of(part, amounts, len(amounts) - 1)
    return Wanted("list_budgets") if is_change else None


def _updated(part: str, amounts: tuple[SaidAmount, ...], meant: BudgetName) -> Wanted | None:
    """The call that gives a budget its amount, or changes it by one."""
    folded, last = fold(part), len(amounts) - 1
    told = {"budget_id": meant.id, **_amount(amounts[-1])}
    if step := step_of(part, amounts, last):
        return Wanted("update_budget", {**told, "change": step})
    changes = words.CHANGE.search(folded) or words.UP.search(folded) or words.DOWN.search(folded)
    return Wanted("update_budget", told) if changes and not is_unclear(part, amounts, last) else None


def _deleted(bare: str, meant: BudgetName | None, *, has_word: bool) -> Wanted | None:
    """The call that deletes; of a budget that is not there, the one that shows those that are."""
    if meant is None:
        return Wanted("list_budgets") if has_word else None
    return Wanted("delete_budget", {"budget_id": meant.id}) if has_word or _only(bare, meant) else None


def _creates(part: str, amounts: tuple[SaidAmount, ...]) -> bool:
    """Whether a new budget is meant: not one that an amount is added to."""
    folded = fold(part)
    if not words.CREATE.search(folded) or (words.CHANGE.match(folded) and not words.CREATE.match(folded)):
        return False
    budget = words.BUDGET.search(fold(part[: amounts[0].start]))
    return budget is not None or not words.ADD.search(folded)


def shown(part: str, heard: Heard) -> Wanted | None:
    """The list of budgets, when a message asks for it and for no amount."""
    folded = fold(part)
    asks = words.SHOW.search(folded) or words.MINE.search(folded)
    about_all = words.BUDGET.search(folded) and not _meant(part, heard)
    return Wanted("list_budgets") if asks and about_all and not heard.amounts(part) else None


def _amount(amount: SaidAmount) -> dict[str, str]:
    value = amount.value.quantize(Decimal(1)) if amount.value == amount.value.to_integral_value() else amount.value
    return {"amount": format(value, "f"), **({"currency": amount.currency} if amount.currency else {})}


def _without(part: str, amounts: tuple[SaidAmount, ...]) -> str:
    """The text with its amounts blanked out."""
    for one in amounts:
        part = part[: one.start] + " " * (one.end - one.start) + part[one.end :]
    return part


def _meant(text: str, heard: Heard) -> BudgetName | None:
    """The budget whose title the text names; what a category word only means counts when it is alone."""
    title = heard.named(text)
    return next((one for one in heard.budgets if title and title_key(one.title) == title_key(title)), None)


def _only(text: str, meant: BudgetName) -> bool:
    """Whether nothing but the verb and the title is there."""
    return title_key(_title(text)) == title_key(meant.title)


def _title(text: str) -> str:
    """The words between the verb, the word budget and the small words at both ends."""
    found = [word[0].strip("'’.") for word in _WORD.finditer(text)]
    while found and _is_edge(found[0]):
        found.pop(0)
    while found and _is_edge(found[-1]):
        found.pop()
    return " ".join(found)[:80]


def _is_edge(word: str) -> bool:
    folded = fold(word)
    verbs = (words.CREATE, words.CHANGE, words.DELETE, words.BUDGET)
    return folded in _EDGES or any(pattern.fullmatch(folded) for pattern in verbs)
