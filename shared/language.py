"""The language that a person is spoken to in, and how figures look in it.

`language_of(said, accepted) -> Language`: what the profile says, else Accept-Language, else English. A use case has
both at hand: `language_of(person.profile["personal_info"].get("language"), context.language)`.

A `Language` gives
- `code`, such as `fr`: what a model is asked to write in. It may be a language that we have no templates of;
- `choose(templates) -> T`: the entry of a `{"en": …, "fr": …, "ar": …}`, English where the language has none;
- `fill(template, **values) -> str`: the template with its values, names and figures kept apart from Arabic around them;
- `amount(money)`, `money(money)`, `number(count)`, `percent(whole)`: figures as the language writes them, `20 000,00`,
  `20 000,00 DZD`, `1 234` and `80 %` in French. English ones are as in the rest of the API: `20000.00 DZD`, `80%`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import TypeVar

from shared.folding import fold
from shared.money import Money, exponent

T = TypeVar("T")

ENGLISH = "en"
# The languages of our templates. A test holds every table of templates against them.
WRITTEN = (ENGLISH, "fr", "ar")
_RIGHT_TO_LEFT = frozenset({"ar"})
# A profile may name its language in words: people and models write it so.
_NAMES = {
    fold(name): code
    for code, names in {
        "en": "english anglais الإنجليزية",
        "fr": "french français الفرنسية",
        "ar": "arabic arabe العربية عربي",
    }.items()
    for name in names.split()
}
# First strong isolate and its end: what stands between them is ordered by itself, not by the text around it.
_ISOLATED = "\u2068{}\u2069"
_MOST_ACCEPTED = 20


@dataclass(frozen=True, slots=True)
class Language:
    """A language by its tag, such as `fr` or `fr-ca`."""

    tag: str

    @property
    def code(self) -> str:
        """The language without its region."""
        return self.tag.partition("-")[0]

    @property
    def written(self) -> str:
        """The language of the templates, and of the figures in them, that the person gets."""
        return self.code if self.code in WRITTEN else ENGLISH

    def choose(self, templates: Mapping[str, T]) -> T:
        """What there is for this language, else for English."""
        return templates.get(self.code, templates[ENGLISH])

    def fill(self, template: str, **values: object) -> str:
        """A template of this language with its values."""
        shown = {name: str(value) for name, value in values.items()}
        if self.written in _RIGHT_TO_LEFT:
            shown = {name: _ISOLATED.format(value) for name, value in shown.items()}
        return template.format(**shown)

    def amount(self, money: Money) -> str:
        """An amount with the digits of its currency, without the currency."""
        digits = exponent(money.currency)
        return self._printed(money.decimal, "#,##0." + "0" * digits if digits else "#,##0")

    def money(self, money: Money) -> str:
        """An amount with the code of its currency; a line does not end between the two."""
        space = " " if self.written == ENGLISH else "\u00a0"
        return f"{self.amount(money)}{space}{money.currency}"

    def number(self, count: int) -> str:
        """A whole number."""
        return self._printed(Decimal(count), "#,##0")

    def percent(self, whole: int) -> str:
        """A whole percentage with its sign: 80 is 80%."""
        if self.written == ENGLISH:
            return f"{whole}%"
        from babel.numbers import format_percent  # 50 ms, and English needs none of it

        return format_percent(Decimal(whole) / 100, locale=self._locale())

    def _printed(self, number: Decimal, pattern: str) -> str:
        # The contract's English texts print amounts as its JSON does, without marks between thousands.
        if self.written == ENGLISH:
            return format(number, "f")
        from babel.numbers import format_decimal

        return format_decimal(number, format=pattern, locale=self._locale())

    def _locale(self) -> str:
        return _locale(self.tag, self.written)


@lru_cache(maxsize=256)
def _locale(tag: str, written: str) -> str:
    """The locale of CLDR: that of the region where there is one."""
    from babel.localedata import exists  # looks through a list of all: 0.5 ms

    language, _, region = tag.partition("-")
    regional = f"{language}_{region.upper()}"
    return regional if exists(regional) else written


def language_of(said: object, accepted: str | None = None) -> Language:
    """The person's language: `said` is what the profile has, `accepted` an Accept-Language header."""
    if isinstance(said, str) and (tag := _tag(said)):
        return Language(tag)
    wanted = [tag for text in _by_preference(accepted or "") if (tag := _tag(text))]
    # Of several, one that our templates speak; where none is, the models may still write in the first.
    ours = [tag for tag in wanted if Language(tag).code in WRITTEN]
    return Language((ours or wanted or [ENGLISH])[0])


def _tag(text: str) -> str | None:
    """The tag in its shortest form, language and region; None for what is no tag and no name that we know."""
    if (named := _NAMES.get(fold(text.strip()))) is not None:
        return named
    language, *more = text.strip().casefold().replace("_", "-").split("-")
    if not (language.isascii() and language.isalpha() and len(language) in {2, 3}):
        return None
    regions = [part for part in more if len(part) == 2 and part.isascii() and part.isalpha()]
    return "-".join([language, *regions[:1]])


def _by_preference(accepted: str) -> Iterator[str]:
    """The tags of an Accept-Language header, the most wanted first; refused and unreadable ones are left out."""
    weighed = []
    for part in accepted.split(",")[:_MOST_ACCEPTED]:
        tag, _, weight = part.partition(";")
        if (quality := _quality(weight)) > 0:
            weighed.append((quality, tag))
    yield from (tag for _, tag in sorted(weighed, key=lambda one: one[0], reverse=True))


def _quality(weight: str) -> float:
    """`q=0.8` as a number; 1 where nothing is said, 0 where it cannot be read."""
    name, _, value = weight.strip().partition("=")
    if not name:
        return 1.0
    try:
        return float(value) if name.strip() == "q" else 0.0
    except ValueError:
        return 0.0
