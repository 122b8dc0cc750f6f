"""The shape of one language's sentences."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Phrases:
    """One language. `told`, `labels` and `how` are by measure, `asked` and `kinds` by names of the plan."""

    told: Mapping[str, str]
    labels: Mapping[str, str]
    how: Mapping[str, str]
    asked: Mapping[str, str]
    kinds: Mapping[str, str]
    over: str
    nothing: str
    about: str
    quoted: str
    at_least: str
    at_most: str
    bound: str
    one_day: str
    span: str
    all_time: str
    since_day: str
    more: str
    less: str
    same: str
    percent_more: str
    percent_less: str
    row: str
    row_before: str
    row_dated: str
    further: str
    entries: str
    entries_label: str
    before: str
    change: str
    first_day: str
    last_day: str
    uncategorized: str
    unnamed: str
    each: str
    any_word: str
    separator: str
