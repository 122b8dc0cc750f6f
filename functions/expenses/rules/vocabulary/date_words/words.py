"""The shape of one language's words of dates."""

from typing import NamedTuple


class DateWords(NamedTuple):
    """One language. Lines hold words between spaces, or phrases between commas where a field says so.

    `months` by number and `weekdays` from Monday as 0: phrases. `days_off`: phrases by the days that they lie from
    today. `ordinals`: 1st, 2nd, 3rd … in order, `|` between spellings; from 21 on they are put together from tens and
    units. `ordinal_marks` stick to a day in figures ("5th"); `tens_marks` make an ordinal of a number in one word.
    `leads` stand before a day ("le 5"), `fillers` between the parts of a date. `risky` words have a second meaning:
    they need a lead or a mark such as "last". `prefixes` and `endings` are cut off words before they are looked up.
    """

    language: str
    months: dict[int, str]
    weekdays: dict[int, str]
    days_off: dict[int, str]
    units: dict[str, str]
    last: str
    this: str
    next: str
    ordinals: str
    fillers: str
    leads: str
    few: str
    one: str = ""
    duals: str = ""
    ago_before: str = ""  # phrases
    ago_after: str = ""  # phrases
    ahead_before: str = ""  # phrases: in 3 days
    ahead_after: str = ""  # phrases: 3 days from now
    earlier: str = ""  # phrases: 2 days before yesterday
    later: str = ""  # phrases: 3 weeks after tomorrow
    joiners: str = ""
    weekday_leads: str = ""
    ordinal_marks: str = ""
    tens_marks: str = ""
    risky: str = ""
    prefixes: str = ""
    endings: str = ""
