"""How time grows with the length of a text: time at 2n over time at n, for texts that are hard to read.

`python -m bench.growth [--length 4000] [--runs 5]`; 2 is linear, 4 is the square. Nothing outside is started.
"""

from datetime import date

from functions.expenses.rules import amounts, segmentation  # noqa: F401 (loads what the readers load lazily)

_TODAY = date(2026, 11, 24)
# What is repeated to fill the length; a number in braces makes each repetition another one.
HARD = {
    "digits": "1",
    "grouped digits": "1 000 000 ",
    "number words": "two hundred and twenty ",
    "quatre-vingt": "quatre-vingt-",
    "Arabic words": "و خمسة وعشرون ",
    "amounts": "{n} EUR, ",
    "dates": "12/11/2026 ",
    "months": "le 12 mai ",
    "ranges": "3-4-5 to 6 ",
    "sums": "1+2*3+",
    "ago": "2 days and a week ago ",
    "signs": "$-+€",
    "brackets": "((( ",
    "spaces": " ",
    "new lines": "\n# ",
    "stars": "*_`~",
    "links": "](http://a.b ",
    "addresses": "a.b-c@",
    "table": "| 1 | 2 ",
    "up by": "up and up ",
    "Chinese": "五百二十块",
    "German": "siebenhundert",
    "x": "x2 ",
}


def filled(piece: str, length: int) -> str:
    """The piece again and again, numbered where it says so."""
    text, number = [], 0
    size = 0
    while size < length:
        one = piece.replace("{n}", str(100 + number))
        text.append(one)
        size, number = size + len(one), number + 1
    return "".join(text)[:length]
