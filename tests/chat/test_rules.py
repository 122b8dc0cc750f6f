"""The pure rules of the conversation: what is remembered and what may leave."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.chat.models.conversation import Exchange, Memory
from functions.chat.rules.reply import LONGEST_REPLY, cleaned, pieces
from functions.chat.rules.window import MOST_CHARACTERS, MOST_TURNS, remembered
from functions.chat.rules.wording import WORDS

LINKS = (
    "https://evil.example/?d=1200",
    "HTTPS://EVIL.EXAMPLE",
    "javascript:alert(1)",
    "java\u200bscript:alert(1)",
    "data:text/html;base64,AAAA",
    "www.evil.example/x",
    "//evil.example/x.png",
    "evil.example/path?income=90000",
    "evil.com",
    "evil.shop",
    "evil.de",
    "someone@evil.com",
    "mailto:someone@evil.com",
    "h&#116;tps://evil.example",
    "ftp: //evil.example",
)


@pytest.mark.parametrize("link", LINKS)
@pytest.mark.parametrize(
    "shape", ["{}", "see {} now", "[here]({})", "![x]({})", "![x][1]\n\n[1]: {}", "<{}>", '<img src="{}">', "[a](<{}>)"]
)
def test_no_address_leaves_in_a_reply(link: str, shape: str) -> None:
    left = cleaned(shape.format(link))
    assert not re.search(r"evil|https?:|javascript|data:|<|\]\(|!\[", left, re.IGNORECASE), left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("<script>alert(1)</script>Hi", "alert(1)Hi"),
        ("<b>Bold</b> words", "Bold words"),
        ("Food < 5000 and > 20", "Food < 5000 and > 20"),
        ("[Food](x) is **over**", "Food is **over**"),
        ("![secret](x)", "secret"),
        ("<<b>script>x", "x"),
        ("a\u202eb\u200bc", "abc"),
        ("a\r\nb&#13;c", "a\nbc"),
    ],
)
def test_markup_goes_and_words_stay(text: str, left: str) -> None:
    assert cleaned(text) == left


@pytest.mark.parametrize(
    "text",
    [
        "Recorded: Coffee 500.00 DZD in Food & Dining.",
        "Enregistré : Café 1\u202f200,50\u00a0DZD dans Courses.",
        "سجّلتُ: \u2068قهوة\u2069 \u2068300,00 DZD\u2069.",
        "- Food: 3/4 left\n- Rent: 20 000",
        "It is 10:30, see you at 18:00.",
        "- SMS: 300.00 DZD",
        "e.g. bread, i.e. food. Fine.Next.",
        *WORDS["en"].values(),
        *WORDS["fr"].values(),
        *WORDS["ar"].values(),
    ],
)
def test_plain_words_stay_as_they_are(text: str) -> None:
    assert cleaned(text) == text


@given(st.text(alphabet="<>[]()!&#;:/.@ \nahtpsevilcom\u200b\"'=", max_size=200))
def test_whatever_is_put_together_nothing_loadable_leaves(text: str) -> None:
    left = cleaned(text)
    assert not re.search(r"https?:\s*/\s*/|<[a-z!/?]|\]\(|www\.\S|[a-z]\.com\b", left, re.IGNORECASE), left
    assert cleaned(left) == left
    assert len(left) <= LONGEST_REPLY


@given(st.text(max_size=400))
def test_pieces_put_together_are_the_text(text: str) -> None:
    shown = text.strip()
    assert "".join(pieces(shown)) == shown


exchanges = st.builds(Exchange, st.text(min_size=1, max_size=4000), st.text(max_size=4000), st.text(max_size=80))


@given(st.lists(exchanges, max_size=30))
def test_what_is_remembered_is_bounded_and_ends_in_the_last_turns(said: list[Exchange]) -> None:
    memory = Memory()
    for one in said:
        memory = remembered(memory, one)
    kept = list(memory.window)
    assert kept == said[len(said) - len(kept) :]
    assert len(kept) <= MOST_TURNS
    assert len(kept) <= 1 or sum(one.size for one in kept) <= MOST_CHARACTERS
    assert len(memory.summary) <= 2_000
    assert bool(memory.summary) == (len(kept) < len(said))


def test_an_older_turn_is_remembered_by_what_was_said_and_done() -> None:
    memory = Memory()
    for number in range(MOST_TURNS + 1):
        memory = remembered(memory, Exchange(f"taxi {number}", "Recorded.", f"Taxi: {number}.00 DZD"))
    assert memory.summary == "taxi 0 → Taxi: 0.00 DZD"


def test_each_sentence_is_there_in_each_language_with_the_same_values() -> None:
    def values(text: str) -> set[str]:
        return set(re.findall(r"{(\w+)}", text))

    assert set(WORDS) == {"en", "fr", "ar"}
    for name, text in WORDS["en"].items():
        for code in ("fr", "ar"):
            assert values(WORDS[code][name]) == values(text), (code, name)
            assert WORDS[code][name] != text
    assert all(set(table) == set(WORDS["en"]) for table in WORDS.values())
