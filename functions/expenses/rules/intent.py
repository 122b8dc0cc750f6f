"""Which sentences state money that was spent or came in: no questions, no commands, no plans."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from functions.expenses.rules.incomes import income_in, tells_of_income
from functions.expenses.rules.refunds import is_refund
from functions.expenses.rules.tokens import Token, plain, tokens_of
from functions.expenses.rules.vocabulary import message_words as words

_SENTENCE_END = re.compile(r"[.!?]+(?=\s|$)|\n+|(?<=[^\d\s])[.!?]+(?=[A-Z])")
_ABBREVIATION = re.compile(r"(?:^|[\s(])(?:[A-Za-z]|\w{1,3}\.\w|rs|dr|mr|mrs|st|no|approx|env)$", re.IGNORECASE)
_POLITE = 4  # words before an order: "could you please"
_READ_COMMAND = re.compile(r"\s*/(?:add|spent|expense)(?:@\w{1,32})?(?=\s)", re.IGNORECASE)


def statements(text: str) -> Iterator[tuple[int, int]]:
    """Spans of sentences that may state such money, neighbours joined."""
    simple, start = plain(text), 0
    begin: int | None = None
    command = _READ_COMMAND.match(simple)
    if command:
        start = command.end()
    elif simple.lstrip().startswith("/"):
        return
    for stop, question in _sentences(simple, start):
        if question or not _states_money(tokens_of(text[start:stop])):
            if begin is not None:
                yield begin, start
            begin = None
        elif begin is None:
            begin = start
        start = stop
    if begin is not None:
        yield begin, len(text)


def begins_with_order(text: str) -> bool:
    """Whether the text begins with an order to the program, some words of politeness aside: nothing was spent then."""
    first = [token.text for token in tokens_of(text) if token.kind == "word"][:_POLITE]
    return not words.COMMAND_STARTS.isdisjoint(first)


def orders_change(text: str) -> bool:
    """Whether the text orders the program to change something, or speaks of budgets."""
    texts = {token.text for token in tokens_of(text) if token.kind == "word"}
    return not texts.isdisjoint((words.COMMAND_STARTS - words.LOOKING_STARTS) | words.BUDGET_WORDS)


def _sentences(simple: str, start: int) -> Iterator[tuple[int, bool]]:
    """(where it ends, whether it is a question)"""
    for match in _SENTENCE_END.finditer(simple, start):
        if match[0] == "." and _ABBREVIATION.search(simple[max(start, match.start() - 8) : match.start()]):
            continue
        yield match.end(), "?" in match[0]
    yield len(simple), False


def _states_money(tokens: Sequence[Token]) -> bool:
    texts = [token.text for token in tokens if token.kind == "word"]
    if not texts:
        return True
    first = texts[0]
    starts = tokens[0].kind == "word"
    if starts and first in words.COMMAND_STARTS and len(texts) > 1:
        return False
    if starts and first in words.QUESTION_STARTS and not (first == "est" or len(texts) < 3):
        return False
    if is_refund(tokens):
        return True  # "I received a refund": money that was spent comes back
    if income_in(tokens):
        return True
    if tells_of_income(tokens) and words.SPENT_WORDS.isdisjoint(texts):
        return False  # of somebody else, or of another time
    return not denies_spending(tokens)


def _is_said_to_be_spent(texts: Sequence[str]) -> bool:
    """Whether a verb says so; "j'achète" is the present of "j'ai acheté", folded to the same word."""
    return any(
        word in words.SPENT_WORDS and not (word == "achete" and before in {"j", "je"})
        for before, word in pairwise(["", *texts])
    )


def denies_spending(tokens: Sequence[Token]) -> bool:
    """Whether the words say that nothing was spent: a wish, a plan, a debt, a budget, money that comes in."""
    joined = " " + " ".join(token.text for token in tokens if token.kind == "word") + " "
    if any(" " + " ".join(phrase) + " " in joined for phrase in words.NOT_SPENT):
        return True
    if _is_said_to_be_spent(joined.split()):
        return False
    for phrase in words.PLANNED:
        before, is_there, rest = joined.partition(" " + " ".join(phrase) + " ")
        is_aside = phrase[0] in words.CONDITIONS and before.strip()  # taxi 500, if I remember
        if is_there and not is_aside and words.RECORDING_WORDS.isdisjoint(rest.split()):
            return True
    return False
