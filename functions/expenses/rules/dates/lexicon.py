"""One language's words of dates, folded and ready to look up at a place among tokens."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Generic, NamedTuple, TypeVar

from functions.expenses.rules.number_lexicon import lexicon as numbers
from functions.expenses.rules.tokens import Token
from functions.expenses.rules.vocabulary.date_words import LANGUAGES
from functions.expenses.rules.vocabulary.date_words.words import DateWords
from functions.expenses.rules.vocabulary.number_words import JOINERS
from shared.folding import fold

Value = TypeVar("Value")
Words = tuple[str, ...]
_SHORTEST_STEM = 2
_ABBREVIATION = 3


class Found(NamedTuple, Generic[Value]):
    """What a phrase means, and the index of the token after it."""

    value: Value
    end: int


class Table(Generic[Value]):
    """Phrases and what they mean; of several that fit at a place the longest counts."""

    def __init__(self, entries: Iterable[tuple[str, Value]], forms: Callable[[str], Words]) -> None:
        self._forms = forms
        self._by_first: dict[str, list[tuple[Words, Value]]] = {}
        for phrase, value in entries:
            words = tuple(map(fold, phrase.replace("_", " ").split()))
            if words:
                self._by_first.setdefault(words[0], []).append((words, value))
        for found in self._by_first.values():
            found.sort(key=lambda entry: -len(entry[0]))

    @property
    def first_words(self) -> Iterable[str]:
        """The words that a phrase can begin with."""
        return self._by_first

    def at(self, tokens: Sequence[Token], place: int) -> Found[Value] | None:
        """The phrase that begins at this token, or None."""
        if place >= len(tokens) or tokens[place].kind == "digits":
            return None
        for first in self._forms(tokens[place].text):
            for words, value in self._by_first.get(first, ()):
                end = self._end(tokens, place, words)
                if end:
                    return Found(value, end)
        return None

    def _end(self, tokens: Sequence[Token], place: int, words: Words) -> int:
        place += 1
        for word in words[1:]:
            while place < len(tokens) and tokens[place].text in {"-", "'"}:
                place += 1
            if place >= len(tokens) or word not in self._forms(tokens[place].text):
                return 0
            place += 1
        return place


class Lexicon:
    """The tables of one language. A word is looked up as it stands, then without its prefix or its ending."""

    def __init__(self, words: DateWords) -> None:
        self.language = words.language
        self._prefixes, self._endings = (_folded(line) for line in (words.prefixes, words.endings))
        self._known: dict[str, Words] = {}
        self.months = self._phrases({number: line.split(",") for number, line in words.months.items()})
        self.weekdays = self._phrases({number: line.split(",") for number, line in words.weekdays.items()})
        self.days_off = self._phrases({days: line.split(",") for days, line in words.days_off.items()})
        self.units = self._phrases({unit: line.split() for unit, line in words.units.items()})
        self.relative = self._phrases({-1: words.last.split(), 0: words.this.split(), 1: words.next.split()})
        self.days = self._phrases(_day_numbers(words))
        self.ranks = self._phrases(dict(enumerate((s.split("|") for s in words.ordinals.split()[:4]), 1)))
        self.few = self._phrases({3: words.few.split(), 1: words.one.split()})
        self.ago_before = self._phrases({True: words.ago_before.split(",")})
        self.ago_after = self._phrases({True: words.ago_after.split(",")})
        self.ahead_before = self._phrases({True: words.ahead_before.split(",")})
        self.ahead_after = self._phrases({True: words.ahead_after.split(",")})
        self.around = self._phrases({-1: words.earlier.split(","), 1: words.later.split(",")})
        self.leads = self._phrases({True: words.leads.split(",")})
        self.weekday_leads, self.fillers, self.duals = map(
            frozenset, map(_folded, (words.weekday_leads, words.fillers, words.duals))
        )
        self.joiners = frozenset({*_folded(words.joiners), ",", "-"})
        self.ordinal_marks = frozenset(_folded(words.ordinal_marks))
        self.risky = frozenset(map(fold, words.risky.split()))
        self.first_words = self._first_words()

    def _first_words(self) -> frozenset[str]:
        tables = (self.months, self.weekdays, self.days_off, self.units, self.relative, self.days, self.few)
        more = (self.ago_before, self.ahead_before, self.leads)
        return frozenset().union(*(t.first_words for t in tables), *(t.first_words for t in more), self.weekday_leads)

    def _phrases(self, meanings: Mapping[Value, Iterable[str]]) -> Table[Value]:
        return Table([(phrase, value) for value, line in meanings.items() for phrase in line], self.forms)

    def may_begin(self, word: str) -> bool:
        """Whether something of this language can begin with the word; a quick no for most."""
        return any(form in self.first_words for form in self.forms(word))

    def forms(self, word: str) -> Words:
        """The word, then what remains of it without a prefix or an ending."""
        if not (self._prefixes or self._endings):
            return (word,)
        known = self._known.get(word)
        if known is None:
            known = self._cut(word)
            if len(self._known) < 4096:  # words come from people: they must not fill the memory
                self._known[word] = known
        return known

    def _cut(self, word: str) -> Words:
        if word in numbers():
            return (word,)
        found = [word]
        long_enough = len(word) - _SHORTEST_STEM
        found += [word[len(cut) :] for cut in self._prefixes if word.startswith(cut) and len(cut) < long_enough]
        found += [word[: -len(cut)] for cut in self._endings if word.endswith(cut) and len(cut) <= long_enough]
        return tuple(dict.fromkeys(found))

    def is_risky(self, word: str) -> bool:
        """Whether the word means something else as well, as abbreviations do."""
        named = self.forms(word) if self._endings else (word,)
        return not self.risky.isdisjoint(named) or (word.isascii() and len(word) <= _ABBREVIATION)

    def past_ending(self, tokens: Sequence[Token], place: int) -> int:
        """The place after an ending that stands apart: Mayıs'ta."""
        if self._endings and place + 1 < len(tokens) and tokens[place].text == "'":
            return place + 2 if tokens[place + 1].text in self._endings else place
        return place


def _folded(line: str) -> Words:
    return tuple(map(fold, line.split()))


def _day_numbers(words: DateWords) -> dict[tuple[int, bool], list[str]]:
    """(day of the month, as an ordinal) -> its words, put together as the language does it."""
    found: dict[tuple[int, bool], list[str]] = {}
    cardinals: dict[int, list[str]] = {}
    for word, senses in numbers().items():
        for sense in senses:
            if sense.language == words.language and not sense.scale and 0 < sense.value <= 30:
                cardinals.setdefault(sense.value, []).append(word)
    ordinals = {n: [fold(w) for w in spellings.split("|")] for n, spellings in enumerate(words.ordinals.split(), 1)}
    marks, joiner = words.tens_marks.split(), JOINERS.get(words.language, "")
    for day in range(1, 32):
        plain, ordinal = [*cardinals.get(day, ())], [*ordinals.get(day, ())]
        if day in {20, 30}:
            ordinal += [ten + mark for ten in plain for mark in marks]
        if day > 10 and day % 10:  # also خمسة عشر and on beş, fifteen in two words
            tens, unit = cardinals.get(day // 10 * 10, []), day % 10
            plain += _joined(tens, cardinals.get(unit, []), joiner, [""])
            ordinal += _joined(tens, cardinals.get(unit, []), joiner, marks, only_marked=True)
            ordinal += _joined(tens, ordinals.get(unit, []), joiner, [""])
        found[day, True], found[day, False] = ordinal, plain
    return found


def _joined(
    tens: Iterable[str], units: Iterable[str], joiner: str, marks: Iterable[str], *, only_marked: bool = False
) -> list[str]:
    """twenty one, veinte y uno, ventuno, einundzwanzig, الحادي والعشرون."""
    found = []
    for ten in tens:
        for unit in units:
            found += [f"{unit}{joiner}{ten}{mark}" for mark in marks]
            if not only_marked:
                found += [f"{ten} {unit}", f"{ten} {joiner} {unit}", f"{unit} {ten}", f"{unit} {joiner} {ten}"]
                found.append(f"{ten}{unit}")
    return found


@cache
def lexicons() -> tuple[Lexicon, ...]:
    """One for each language, built once."""
    return tuple(map(Lexicon, LANGUAGES))


def is_date_name(word: str) -> bool:
    """Whether the word names a month or a weekday, and not something else as well."""
    return word in _names()


@cache
def _names() -> frozenset[str]:
    tables = [table for one in lexicons() for table in (one.months, one.weekdays)]
    return frozenset(
        word for table in tables for word in table.first_words if not any(one.is_risky(word) for one in lexicons())
    )
