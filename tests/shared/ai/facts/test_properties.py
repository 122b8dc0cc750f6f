"""What must hold of every fact, every way to write it and every text."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from random import Random

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from shared.ai.facts import Fact, Snapshot, check
from tests.shared.ai.facts.generator.days import in_month, on_day, whole_month
from tests.shared.ai.facts.generator.numbers import is_rendering
from tests.shared.ai.facts.generator.slots import Slot, amount, counted, percent
from tests.shared.ai.facts.generator.texts import LANGUAGES
from tests.shared.ai.facts.handwritten_snapshots import ADVICE, MONTH, TRIP

languages = st.sampled_from(LANGUAGES)
seeds = st.integers(0, 10**9)
amounts = st.builds(
    lambda minor, currency: Fact("spent", "?", minor, "currency", currency),
    st.integers(1, 10**10),
    st.sampled_from(["DZD", "EUR", "USD", "GBP", "MAD", "TND", "JPY"]),
)
percents = st.integers(1, 3000).map(lambda tenths: Fact("share", "?", Decimal(tenths) / 10, "percent"))
counts = st.builds(
    lambda name, value: Fact(name, "?", value, "count"), st.sampled_from(["purchases", "visits"]), st.integers(3, 9999)
)
stretches = st.integers(3, 400).map(lambda value: Fact("days_left", "?", value, "days"))
numbers = amounts | percents | counts | stretches
days = st.dates(date(2001, 1, 1), date(2039, 12, 31)).map(lambda day: Fact("day", "?", day, "date"))
INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad\u061c\u2066\u2069\u202a\u202c\u180e\u034f"


def slot_of(fact: Fact, language: str, seed: int) -> Slot:
    random = Random(seed)
    if fact.unit == "currency":
        return amount(random, language, fact)
    return percent(random, language, fact) if fact.unit == "percent" else counted(random, language, fact)


@settings(max_examples=600)
@given(numbers, languages, seeds)
def test_a_fact_is_bound_however_it_is_written(fact: Fact, language: str, seed: int) -> None:
    slot = slot_of(fact, language, seed)
    assume(slot.shown != 0)  # "about 0.0k" tells nothing
    checked = check(f"({slot.text})", Snapshot((fact,)), language)
    assert [one.fact_id for one in checked.bound] == [fact.id], (slot.text, checked)
    assert checked.supported


@settings(max_examples=600)
@given(numbers, languages, seeds, st.sampled_from([-1, 1]))
def test_one_more_or_less_in_the_last_digit_is_never_bound(fact: Fact, language: str, seed: int, by: int) -> None:
    slot = slot_of(fact, language, seed)
    lie = replace(slot, shown=slot.shown + by * slot.step)
    # Of a value just between two roundings both are right; "about" allows what its digits show.
    assume(
        lie.shown > 0 and not slot.share and not is_rendering(fact.number or Decimal(0), lie.shown, lie.step, lie.hedge)
    )
    assert check(f"({lie.text})", Snapshot((fact,)), language).bound == (), lie.text


@given(days, languages, seeds, st.sampled_from([on_day, in_month, whole_month]))
def test_a_date_is_bound_however_it_is_written_and_the_next_month_never(
    fact: Fact, language: str, seed: int, way: object
) -> None:
    assert isinstance(fact.value, date)
    assert callable(way)
    first = fact.value.replace(day=1)
    facts = (fact, Fact("start", "?", first, "date"), Fact("end", "?", _last(first), "date"))
    slot = way(Random(seed), language, fact)
    assert check(_IN[language] + slot.text, Snapshot(facts), language).supported, slot.text
    later = replace(slot, day=_last(first) + timedelta(days=1))
    assert not check(_IN[language] + later.text, Snapshot(facts), language).supported, later.text


_IN = {"en": "in ", "fr": "en ", "ar": "في "}  # May and March need a word that asks for a month


def _last(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


@settings(max_examples=300)
@given(numbers, languages, seeds, st.data())
def test_invisible_characters_hide_no_figure(fact: Fact, language: str, seed: int, data: st.DataObject) -> None:
    text = slot_of(fact, language, seed).text
    marked = ""
    for char in text:
        marked += char + "".join(data.draw(st.lists(st.sampled_from(INVISIBLE), max_size=2)))
    facts = Snapshot((replace(fact, value=fact.value + 1_000_003),))  # type: ignore[operator]
    for snapshot in (Snapshot((fact,)), facts):
        assert len(check(marked, snapshot, language).unbound) == len(check(text, snapshot, language).unbound), text


@given(
    st.integers(100, 10**9),
    st.sampled_from(["０１２３４５６７８９", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗"]),
    languages,
)
def test_digits_of_every_script_are_read(number: int, script: str, language: str) -> None:
    text = str(number).translate({ord(str(n)): char for n, char in enumerate(script)})
    fact = Fact("n", "?", number, "count")
    assert check(text, Snapshot((fact,)), language).supported
    assert not check(text, Snapshot((replace(fact, value=number + 1),)), language).supported


HOSTILE = st.lists(
    st.sampled_from(
        [
            *"0123456789.,'%$€()|*_`~#-+/:؛،٫٬٪\n\t \\[]<>xk٣３½²①𝟗İﷺⅫ\u200f\u200b\ue000\ue001\x00\x1f\ud800",
            *(
                "million",
                "mille",
                "ألف",
                "two",
                "vingt",
                "خمسة",
                " و",
                "May ",
                "11/",
                "2026",
                "](http://",
                "<b>",
                "by ",
                "up ",
            ),
            *("1 in ", "half", "DA", "DZD", "a thousand", "et demi", "Monday", "on the 3rd", "100 %", "9" * 40),
        ]
    ),
    max_size=40,
).map("".join)


@settings(max_examples=500, suppress_health_check=[HealthCheck.too_slow])
@given(HOSTILE | st.text(max_size=80), languages, st.sampled_from([MONTH, TRIP, ADVICE]))
def test_any_text_is_judged_and_every_figure_is_where_it_is_said_to_be(
    text: str, language: str, snapshot: Snapshot
) -> None:
    checked = check(text, snapshot, language)
    figures = sorted([*(one.figure for one in checked.bound), *checked.unbound], key=lambda figure: figure.start)
    for figure in figures:
        assert text[figure.start : figure.end] == figure.text != ""
    assert all(a.start < b.end for a, b in pairwise(figures))
