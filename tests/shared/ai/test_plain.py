"""Texts that lead outside, hide or are markup are told from plain ones; names are made plain."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.ai.plain import is_plain, named

LEADING = [
    "See https://evil.example/",
    "See HTTPS : // evil",
    "ftp://x",
    "//evil.example/x",
    "www.evil.example",
    "javascript:alert(1)",
    "Write to mailto:a@b.example",
    "Write to a@b.example",
    "evil.example/path",
    "evil.com",
    "ｈｔｔｐｓ：／／evil",
    "[here](x)",
    "[here][1]",
    "[1]: x",
    "![x](y)",
    "! [x]",
    "<b>x</b>",
    "<img src=x>",
    "<!-- x -->",
    "< script>",
    "&lt;b&gt;x",
    "&#60;b>",
    "&#55;&#55;",
    "&frac12;",
    "7\u200b7",
    "\u202e77",
    "x" * 8001,
]
PLAIN = [
    "# Go ahead\n\n**Rent**: 30000.00 DZD (50%).\n\n- Food & more: 3.5 times",
    "Du 2026-11-01 au 2026-11-30 : il reste 20 000,00 DZD.",
    "بقي \u2068500.00 DZD\u2069 حتى \u20682026-11-30\u2069.",
    "Food &amp; Dining | 12",
    "3 < 5, a/b, 24/7 and e.g. this.Then that",
    "| a | b |\n|---|---|\n| 1 | 2 |",
]


@pytest.mark.parametrize("text", LEADING)
def test_what_leads_outside_or_hides_is_not_plain(text: str) -> None:
    assert not is_plain(text)
    assert not is_plain(f"Some words before. {text}")


@pytest.mark.parametrize("text", PLAIN)
def test_markdown_with_figures_is_plain(text: str) -> None:
    assert is_plain(text)


def test_a_name_may_stand_where_its_like_would_not() -> None:
    assert not is_plain("30.00 EUR at shop.com.")
    assert is_plain("30.00 EUR at shop.com.", ["shop.com"])


@given(st.text(max_size=120) | st.sampled_from(LEADING))
def test_a_name_made_plain_is_plain_short_and_of_one_line(name: str) -> None:
    found = named(name)
    assert is_plain(found)
    assert len(found) <= 80
    assert "\n" not in found


@pytest.mark.parametrize("name", ["Rent", "Food & Dining", "Café Tantonville", "البقالة", "iPhone 15", "B&B 24/7"])
def test_a_name_that_is_plain_stays_as_it_is(name: str) -> None:
    assert named(name) == name
