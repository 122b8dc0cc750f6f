"""Holds templates of several languages against each other."""

import string
from collections.abc import Mapping

from shared.language import WRITTEN

# By language a template, or templates by name.
Table = Mapping[str, str] | Mapping[str, Mapping[str, str]]


def values_in(template: str) -> frozenset[str]:
    """The names of the values that a template takes."""
    return frozenset(name for _, name, _, _ in string.Formatter().parse(template) if name)


def assert_alike(table: Table) -> None:
    """Every language of ours has every template, with the same values and words of its own."""
    named = {code: found if isinstance(found, Mapping) else {"": found} for code, found in table.items()}
    assert set(named) == set(WRITTEN)
    takes = {code: {name: values_in(text) for name, text in texts.items()} for code, texts in named.items()}
    for code in WRITTEN:
        assert takes[code] == takes["en"], code
    for code in set(WRITTEN) - {"en"}:
        for name, text in named[code].items():
            assert text.strip(), (code, name)
            assert text != named["en"][name] or name in {"between", "change", "pair"}, f"{code} {name}: not translated"
