"""One amount at a time: number with its currency before or after, scale and sub-units."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from functions.expenses.rules.calculations import calculated
from functions.expenses.rules.currencies import Mention, digits_after_point, half_at, mention_at, resolve, subunit_at
from functions.expenses.rules.dates import within
from functions.expenses.rules.numerals import Number, read_number
from functions.expenses.rules.spans import not_money_spans
from functions.expenses.rules.spoken_prices import SpokenPair, spoken_pair_at
from functions.expenses.rules.tokens import Token
from functions.expenses.rules.vocabulary.message_words import COUNT_NOUNS

_OF = frozenset({"of", "de", "d", "di", "da", "-", "'"})
_AND = frozenset(
    ["and", "et", "و", "y", "e", "und", "en", "och", "og", "と", "와", "과", "i", "si", "agus", "и", "და", "ו", "va"]
)
_LETTER_SCALES = {"m": Decimal(10**6), "b": Decimal(10**9)}
# Whose sub-units people say without naming them ("5 euros 50"), whatever comes after; dinars have none in use.
_SPOKEN = frozenset({"EUR", "GBP", "CHF", "USD", "CAD", "AUD"})
_LARGEST = Decimal(10) ** 15
_MINOR_ENDS = frozenset(
    [
        "for",
        "on",
        "at",
        "in",
        "from",
        "pour",
        "chez",
        "au",
        "aux",
        "a",
        "de",
        "du",
        "par",
        "sur",
        "في",
        "من",
        "على",
        "عند",
        "yesterday",
        "today",
        "hier",
        "اليوم",
        "امس",
    ]
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """What may be an amount: tokens[first:last], text[begin:finish]. `currency` None: a bare number."""

    value: Decimal
    currency: str | None
    first: int
    last: int
    begin: int
    finish: int
    ambiguous: bool = False
    negative: bool = False
    words: bool = False


def candidates_in(text: str, tokens: Sequence[Token], default_currency: str | None) -> list[Candidate]:
    """All candidates in order."""
    reader = _Reader(text, tokens, default_currency)
    found, index = [], 0
    while index < len(tokens):
        one = reader.amount_at(index)
        if one:
            found.append(one)
        index = one.last if one else reader.next_index
    return found


class _Reader:
    def __init__(self, text: str, tokens: Sequence[Token], default_currency: str | None) -> None:
        self.text, self.tokens, self.default = text, tokens, default_currency
        self.blocked = not_money_spans(text)
        self.next_index = 0

    def amount_at(self, index: int) -> Candidate | None:
        """The amount that begins at this token; else `next_index` says where to go on."""
        self.next_index = index + 1
        if within(self.blocked, self.tokens[index].start):
            return None
        mention = self._mention(index)
        if mention:
            found = self._after_currency(index, mention)
            if found:
                return found
        pair = spoken_pair_at(self.tokens, index)
        if pair and (pair.units > 1 or not self._mention(pair.end)):  # the red one, fifty euros
            return self._spoken(index, pair)
        number = self._number(index, self.default)
        return self._with_suffix(index, number) if number else None

    def _spoken(self, index: int, pair: SpokenPair) -> Candidate | None:
        """Twelve fifty: a price where people say cents so, else no amount at all, and least of all fifty."""
        found = self._mention(pair.end)
        mention = found if found and found.kind != "short" else None  # "le" is a leone, and an article
        candidates = mention.candidates if mention else ()
        currency = resolve(candidates, self.default) if mention else None
        end = mention.end if mention else pair.end
        if not pair.price or (currency or self.default) not in _SPOKEN:
            self.next_index = end
            return None
        return self._candidate(index, end, pair.value, currency, candidates, words=False)

    def _mention(self, index: int) -> Mention | None:
        if index >= len(self.tokens):
            return None
        return mention_at(self.tokens, index, self.text, self.default)

    def _number(self, index: int, currency: str | None) -> Number | None:
        if index >= len(self.tokens) or within(self.blocked, self.tokens[index].start):
            return None
        number = read_number(self.tokens, index, currency, digits_after_point(currency))
        return calculated(self.tokens, number, currency) if number and not number.words else number

    def _after_currency(self, index: int, mention: Mention) -> Candidate | None:
        place = mention.end
        if place < len(self.tokens) and self.tokens[place].text in {".", ":"} and mention.kind != "sign":
            place += 1
        if place < len(self.tokens) and self.tokens[place].text == "-" and mention.kind in {"sign", "code"}:
            place += 1  # $-5, found negative below
        if place >= len(self.tokens) or not self._prefix_fits(mention, place):
            return None
        currency = resolve(mention.candidates, self.default)
        number = self._number(place, currency)
        if number is None:
            return None
        end, candidates = number.end, mention.candidates
        again = self._mention(end)
        if again and set(again.candidates) & set(candidates):
            shared = tuple(code for code in again.candidates if code in candidates)
            candidates, end = (shared if len(shared) < len(candidates) else candidates), again.end
            currency = resolve(candidates, self.default)
        elif again and again.end - again.start >= 1 and mention.kind in {"name", "short"}:
            return None
        value, end = self._letter_scale(number.value, end)
        if mention.million:
            value *= 10**6
        value, end = self._minor(value, end, currency)
        return self._candidate(index, end, value, currency, candidates, number.words)

    def _prefix_fits(self, mention: Mention, place: int) -> bool:
        if mention.kind in {"sign", "code"}:
            return True
        length = len(self.tokens[mention.start].text)
        return self.tokens[place].kind == "digits" and (mention.kind == "name" or length > 1)

    def _letter_scale(self, value: Decimal, end: int) -> tuple[Decimal, int]:
        if 0 < end < len(self.tokens) and self.tokens[end].start == self.tokens[end - 1].end:
            scale = _LETTER_SCALES.get(self.tokens[end].text)
            if scale:
                return value * scale, end + 1
        return value, end

    def _with_suffix(self, index: int, number: Number) -> Candidate | None:
        scaled, place = self._letter_scale(number.value, number.end)
        mention = self._currency_after(place) or self._currency_after(number.end)
        if mention is None:
            return self._subunits_alone(index, number) or self._bare(index, number)
        if mention.start == number.end:
            scaled = number.value
        currency = resolve(mention.candidates, self.default)
        again = self._number(index, currency) or number
        value = again.value if scaled == number.value else scaled
        end = mention.end
        scale = read_number(self.tokens, end, None, 2) if end < len(self.tokens) else None
        if scale and scale.words and scale.end == end + 1 and scale.value >= 1000 and self.tokens[end].kind == "word":
            value, end = value * scale.value, end + 1
        if mention.million:
            value *= 10**6
        sharper = self._mention(end)
        candidates = mention.candidates
        if sharper and mention.kind == "sign" and sharper.kind == "code" and sharper.candidates[0] in candidates:
            candidates, end = sharper.candidates, sharper.end
            currency = resolve(candidates, self.default)
        value, end = self._minor(value, end, currency)
        return self._candidate(index, end, value, currency, candidates, number.words)

    def _currency_after(self, place: int) -> Mention | None:
        skipped = 0
        if [token.text for token in self.tokens[place : place + 2]] == [",", "-"]:
            place += 2  # 25,- €
        while place < len(self.tokens) and skipped <= 2:
            mention = self._mention(place)
            if mention and not (mention.kind == "short" and skipped):
                return mention if self._suffix_fits(mention) else None
            if self.tokens[place].text not in _OF:
                return None
            place, skipped = place + 1, skipped + 1
        return None

    def _suffix_fits(self, mention: Mention) -> bool:
        """A one-letter currency sticks to its number; a sign that sticks to the next number belongs to that."""
        token = self.tokens[mention.start]
        glued = self.tokens[mention.start - 1].end == token.start
        if mention.kind == "short" and len(token.text) == 1 and mention.end == mention.start + 1:
            return glued
        if mention.kind == "sign" and not glued and mention.end < len(self.tokens):
            following = self.tokens[mention.end]
            return not (following.kind == "digits" and following.start == self.tokens[mention.end - 1].end)
        return True

    def _minor(self, value: Decimal, end: int, currency: str) -> tuple[Decimal, int]:
        """The sub-units after whole units: 5 euros 50, 5€50, 3 dollars and 20 cents, 五元三毛."""
        half = half_at(self.tokens, end)
        if half and value == value.to_integral_value():
            return value + Decimal("0.5"), half
        while value == value.to_integral_value() and end < len(self.tokens):
            joined = self.tokens[end].text in _AND
            place = end + joined
            number = self._number(place, None)
            if number is None or number.value != number.value.to_integral_value() or number.value >= 1000:
                return value, end
            if self.tokens[place].kind == "digits" and not self.tokens[place].text.isdigit():
                return value, end
            subunit = subunit_at(self.tokens, number.end)
            if subunit and number.value < subunit[0]:
                value, end = value + number.value / subunit[0], number.end + 1
                while end < len(self.tokens):
                    finer, number = subunit_at(self.tokens, end + 1), self._number(end, None)
                    if not (finer and number and number.end == end + 1 and number.value < 10):
                        break
                    value, end = value + number.value / finer[0], end + 2
                return value, end
            glued = self.tokens[place].start == self.tokens[end - 1].end
            spoken = currency in _SPOKEN and not self._counts_or_lists(number)
            if number.value < 100 and (
                self._bare_minor(place, number, currency, joined=joined, glued=glued)
                or (
                    spoken
                    and not joined
                    and self._two_digits(place, number, currency)
                    and not self._mention(number.end)
                )
            ):
                return value + number.value / (10 ** digits_after_point(currency) or 1), number.end
            return value, end
        return value, end

    def _two_digits(self, place: int, number: Number, currency: str) -> bool:
        """Whether it is said as sub-units are that nobody names: 50, fifty. The Turkish ten is a preposition elsewhere."""
        text = self.tokens[place].text
        if number.words:
            is_alone = text == "on" and number.end == place + 1
            is_followed = number.end < len(self.tokens) and self.tokens[number.end].kind == "word"
            return number.value >= 10 and not (is_alone and (currency != "TRY" or is_followed))
        return len(text) == 2 and text.isdigit()

    def _counts_or_lists(self, number: Number) -> bool:
        """Whether the number counts what follows it, or is one of several figures: 5 euros 10 pieces, 5 euros 20%."""
        following = self.tokens[number.end] if number.end < len(self.tokens) else None
        return following is not None and (
            following.text in COUNT_NOUNS
            or following.kind == "digits"
            or following.text in {"%", "/", "-", ":", "x", "*"}
        )

    def _bare_minor(self, place: int, number: Number, currency: str, *, joined: bool, glued: bool) -> bool:
        two_digits = self._two_digits(place, number, currency)
        last = number.end >= len(self.tokens)
        following = None if last else self.tokens[number.end]
        if following and (self._mention(number.end) or following.text in {"%", "/", "-", ":"}):
            return False
        if joined:
            return last
        if not two_digits:
            return False
        return glued or following is None or following.kind == "mark" or following.text in _MINOR_ENDS

    def _subunits_alone(self, index: int, number: Number) -> Candidate | None:
        place = number.end
        if number.words and place < len(self.tokens) and self.tokens[place].text in _OF - {"-", "'"}:
            place += 1  # 10 millions de centimes
        subunit = subunit_at(self.tokens, place)
        if subunit is None:
            return None
        token = self.tokens[place]
        glued, last = token.start == self.tokens[place - 1].end, place + 1 == len(self.tokens)
        if len(token.text) <= 3 and token.text.isalpha() and token.text < "\u3000" and not (glued or last):
            if token.text not in {"ore", "ban", "mao", "xu"}:
                return None
        value, end = number.value / subunit[0], place + 1
        finer, small = subunit_at(self.tokens, end + 1), self._number(end, None)
        if finer and finer[0] > subunit[0] and small and small.end == end + 1 and small.value < 10:
            value, end = value + small.value / finer[0], end + 2
        codes = subunit[1]
        currency = resolve(codes, self.default) if codes and self.default not in codes else self.default
        currency = self.default if "USD" in codes and self.default else currency
        return self._candidate(index, end, value, currency, codes, number.words)

    def _bare(self, index: int, number: Number) -> Candidate | None:
        if not number.sure:
            self.next_index = max(number.end, index + 1)
            return None
        return self._candidate(index, number.end, number.value, None, (), number.words)

    def _candidate(
        self, index: int, end: int, value: Decimal, currency: str | None, candidates: Sequence[str], words: bool
    ) -> Candidate | None:
        if value >= _LARGEST:
            return None
        first, last = self.tokens[index], self.tokens[end - 1]
        one = Candidate(value, currency, index, end, first.start, last.end, len(candidates) > 1, words=words)
        minus = index > 0 and self.tokens[index - 1].text == "-" and self.tokens[index - 1].end == first.start
        if minus and (index == 1 or self.tokens[index - 2].end < self.tokens[index - 1].start):
            one = replace(one, negative=True)
        if any(
            self.tokens[i].text == "-" and self.tokens[i + 1].kind == "digits"
            for i in range(index, min(end - 1, index + 2))
        ):
            one = replace(one, negative=one.negative or self.tokens[index].kind != "digits")
        return one
