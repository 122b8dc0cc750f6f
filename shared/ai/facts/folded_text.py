"""A text as its reader sees it: nothing invisible, no Markdown, Latin digits, folded letters, each with its place."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from shared.folding import fold

# Taken out before folding. A URL is no claim; of a link its words are. Repetition is bounded: time grows with length.
_NOISE = re.compile(
    r"(?P<gone>\]\((?=https?:|mailto:|/|#)[^()\s]{0,500}\)|https?://[^\s)>\]|]{1,500}|www\.[^\s)>\]|]{1,500}"
    r"|[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{1,64})"
    r"|(?P<row></?(?:br|p|li|tr|ul|ol)\s?/?>)"
    r"|(?P<cell></?t[dh]>)"
    r"|</?(?:b|i|u|s|em|strong|small|sup|sub|span|mark|code)>"
    r"|\*+|`+|~~|__|(?<![^\W_])_|_(?![^\W_])|\\(?=[!-/:-@\[-`{-~])",
    re.IGNORECASE,
)
_SHOWN_AS = {
    "\u066b": "\u066b",  # the Arabic decimal and grouping marks, which nothing else can be mistaken for
    "\u066c": "\u066c",
    "\u066a": "%",
    "\u060c": ",",
    "\u061b": ";",
    "\u061f": "?",
    "\u2212": "-",
    "\u2010": "-",
    "\u2011": "-",
    "\u2012": "\u2013",
    "\u2019": "'",
    "\u2018": "'",
    "\u02bc": "'",
    "\u2236": ":",
    "\u2215": "/",
    "\u2715": "\u00d7",
    "\u2716": "\u00d7",
    "\u20e3": ")",  # the frame of a keycap digit, which numbers a list
    "\t": " ",
    "\n": "\n",
    "\u2028": "\n",
    "\u2029": "\n",
    "\u3164": "",  # letters that show nothing
    "\u115f": "",
    "\u1160": "",
    "\u2800": "",
}


@dataclass(frozen=True, slots=True)
class FoldedText:
    """`starts[i]` and `ends[i]` are the bounds, in the raw text, of what became `text[i]`."""

    raw: str
    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        return self.starts[start], self.ends[end - 1]

    def as_written(self, start: int, end: int) -> str:
        """The raw text that became `text[start:end]`."""
        begin, stop = self.raw_span(start, end)
        return self.raw[begin:stop]

    def replaced(self, changes: list[tuple[int, int, str]]) -> "FoldedText":
        """With spans, in order, put in other words; the place of each new character is that of the whole span."""
        text: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        done = 0
        for start, end, new in [*changes, (len(self.text), len(self.text), "")]:
            text += (self.text[done:start], new)
            starts += self.starts[done:start]
            ends += self.ends[done:start]
            if new:
                begin, stop = self.raw_span(start, end)
                starts += [begin] * len(new)
                ends += [stop] * len(new)
            done = end
        return FoldedText(self.raw, "".join(text), tuple(starts), tuple(ends))


@lru_cache(maxsize=4096)
def _shown(char: str) -> str:
    if char in _SHOWN_AS:
        return _SHOWN_AS[char]
    category = unicodedata.category(char)
    if category in {"Cf", "Cc", "Co", "Cs", "Cn", "Mn", "Me"}:
        return ""
    if category in {"Zs", "Zl", "Zp"}:
        return " "
    digit = unicodedata.digit(char, None)
    if digit is not None:
        return f"({digit})" if unicodedata.decomposition(char).startswith("<circle>") else str(digit)
    if category == "No" and unicodedata.decomposition(char).startswith(("<fraction>", "<circle>")):
        inner = unicodedata.normalize("NFKC", char).replace("\u2044", "/")
        return f" {inner}" if "/" in inner else f"({inner})"
    folded = fold(char)
    return _SHOWN_AS.get(folded, folded).replace("\u2044", "/")


def folded_text(raw: str) -> FoldedText:
    """Fold a text; never fails, whatever it holds."""
    chars: list[str] = []
    starts: list[int] = []
    ends: list[int] = []

    def put(shown: str, start: int, end: int) -> None:
        chars.extend(shown)
        starts.extend([start] * len(shown))
        ends.extend([end] * len(shown))

    done = 0
    for noise in _NOISE.finditer(raw):
        for place in range(done, noise.start()):
            put(_shown(raw[place]), place, place + 1)
        put({"gone": " ", "row": "\n", "cell": "|"}.get(noise.lastgroup or "", ""), noise.start(), noise.end())
        done = noise.end()
    for place in range(done, len(raw)):
        put(_shown(raw[place]), place, place + 1)
    return FoldedText(raw, "".join(chars), tuple(starts), tuple(ends))
