"""What is asked for: the measure, rows by what, how many of them, and amounts as bounds."""

from functools import cache

from functions.expenses.models.query import MOST_ROWS, Group, Measure
from functions.expenses.rules.amounts import find_amounts
from functions.expenses.rules.currencies import mention_at, resolve
from functions.expenses.rules.dates.lexicon import Table, lexicons
from functions.expenses.rules.found import FoundAmount
from functions.expenses.rules.numerals import number_in
from functions.expenses.rules.query.reading.phrases import Words, table
from functions.expenses.rules.tokens import tokens_of
from functions.expenses.rules.vocabulary import question_words as words
from shared.folding import fold
from shared.money import is_currency

_LANGUAGES = ("en", "fr", "ar")
_CURRENCY_LEADS = frozenset(map(fold, ("in", "en", "ب", "بال", "عملة", "بعملة")))
_BY = fold("بال")
_FROM_LARGEST = frozenset({"largest", "smallest"})


@cache
def _tables() -> dict[str, Table[bool]]:
    lines = {"asking": words.ASKING, "never": words.NOT_ASKED, "each": words.EACH_OF}
    return {name: table({True: line}) for name, line in lines.items()}


@cache
def _bounds() -> Table[str]:
    return table({"least": words.LEAST, "most": words.MOST})


@cache
def _measures() -> Table[Measure]:
    return table(words.MEASURES)


@cache
def _spread() -> Table[Measure]:
    return table(words.SPREAD)


@cache
def _groups() -> Table[Group]:
    return table(words.GROUPS)


@cache
def _money_goes() -> Table[Group]:
    return table(words.WHERE_MONEY_GOES)


def may_ask(text: str) -> bool:
    """Whether it may be a question: nothing that asks for a change or for advice."""
    return not any(place < 3 for place, _ in Words(text).find(_tables()["never"]))


def is_marked(text: str) -> bool:
    """Whether words or a mark say that it is a question."""
    return any(token.text == "?" for token in tokens_of(text)) or bool(Words(text).find(_tables()["asking"]))


def has_amounts(found: Words) -> bool:
    """Whether an amount is left that nothing explained: then something was stated."""
    return bool(find_amounts(found.blanked()))


def where_money_goes(found: Words) -> Group | None:
    """By what the rows are when it is asked where money goes; its words are not taken, for they name the measure."""
    return next((hit.value for _, hit in found.find(_money_goes())), None)


def bounds_in(found: Words) -> tuple[str | None, str | None]:
    """The least and the most that an amount may be, as plain decimals; their words are taken."""
    amounts = find_amounts(found.text)
    bounds: dict[str, str] = {}
    for place, hit in found.find(_bounds()):
        amount = next((one for one in amounts if _follows(found, hit.end, one)), None)
        if amount is not None and hit.value not in bounds:
            bounds[hit.value] = format(amount.value.normalize(), "f")
            end = next((r for r, t in enumerate(found.tokens) if t.start >= amount.end), len(found.tokens))
            found.take(place, end)
    return bounds.get("least"), bounds.get("most")


def _follows(found: Words, place: int, amount: FoundAmount) -> bool:
    return place < len(found.tokens) and amount.start == found.tokens[place].start


def currency_in(found: Words) -> str | None:
    """In euros, en dollars, باليورو: a currency that no amount goes with. Its words are taken."""
    for place, token in enumerate(found.tokens):
        led = place > 0 and found.tokens[place - 1].text in _CURRENCY_LEADS
        text = token.text.removeprefix(_BY)
        if token.kind != "word" or not (led or text != token.text):
            continue
        tokens = [*found.tokens[:place], token._replace(text=text), *found.tokens[place + 1 :]]
        mention = mention_at(tokens, place, found.text, None)
        code = resolve(mention.candidates, None) if mention and found.is_free(place, mention.end) else ""
        if mention and is_currency(code):
            found.take(place, mention.end)
            return code
    return None


def group_in(found: Words) -> Group | None:
    """By category, per week, top merchants, حسب الفئة; its words are taken."""
    for place, hit in found.find(_groups()):
        lead = next((at for at in range(max(0, place - 3), place) if _leads(found, at, place)), None)
        plural = hit.value in {"category", "merchant"} and _is_ranked(found, place)
        if lead is not None or plural:
            found.take(place if lead is None else lead, hit.end)
            return hit.value
    return None


def _leads(found: Words, at: int, place: int) -> bool:
    hit = _tables()["each"].at(found.tokens, at)
    return hit is not None and place - 1 <= hit.end <= place


def _is_ranked(found: Words, place: int) -> bool:
    """Whether "top" or "biggest" stands near: rows of the noun, not a single expense."""
    near = range(max(0, place - 3), min(len(found.tokens), place + 5))
    return any((hit := _measures().at(found.tokens, at)) and hit.value in _FROM_LARGEST for at in near)


def spread_in(found: Words) -> Measure | None:
    """Over what an average is spread: per day, par semaine, اليومي. Its words are taken before they are read as times."""
    if not any(hit.value == "average" for _, hit in found.find(_measures())):
        return None
    hits = found.find(_spread())
    for place, hit in hits:
        found.take(place, hit.end)
    return hits[0][1].value if hits else None


def measure_in(found: Words, group: Group | None) -> Measure | None:
    """The first of the measures in the order of the vocabulary; all words of measures are taken."""
    hits = found.find(_measures())
    named = {hit.value for _, hit in hits}
    for place, hit in hits:
        found.take(place, hit.end)
    if group in {"category", "merchant"}:
        named -= _FROM_LARGEST
        named = named - {"budgeted"} if len(named) > 1 else named or {"spent"}
    if {"income", "spent"} <= named:
        named.add("net")
        named.discard("income")
    return next((one for one in words.MEASURES if one in named), None)


def limit_in(found: Words) -> int | None:
    """How many rows: top 3, the 5 largest, 5 plus grosses, أكبر 5. It is taken."""
    for place, token in enumerate(found.tokens):
        near = range(max(0, place - 2), min(len(found.tokens), place + 3))
        beside = any((hit := _measures().at(found.tokens, at)) and hit.value in _FROM_LARGEST for at in near)
        if not beside or not found.is_free(place, place + 1) or token.kind == "mark":
            continue
        for lexicon in lexicons():
            number = number_in(found.tokens, place, lexicon.language) if lexicon.language in _LANGUAGES else None
            if number and number.value == int(number.value) and 1 < number.value <= MOST_ROWS:
                found.take(place, number.end)
                return int(number.value)
    return None
