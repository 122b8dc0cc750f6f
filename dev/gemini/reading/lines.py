"""Words with their places on the paper, and the printed lines that they form."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property


def is_arabic(text: str) -> bool:
    """Whether more letters are Arabic than Latin: such a line runs from right to left."""
    arabic = sum("\u0600" <= sign <= "\u06ff" for sign in text)
    return arabic > sum("a" <= sign <= "z" for sign in text.lower())


@dataclass(frozen=True, slots=True)
class Word:
    """A word or phrase and its box, in pixels or points, y growing downwards; how sure its reader is, from 0 to 100."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    confidence: float = 100.0

    @property
    def height(self) -> float:
        return self.bottom - self.top


@dataclass(frozen=True)
class Line:
    """Words of one printed line, from left to right."""

    words: tuple[Word, ...]

    @cached_property
    def text(self) -> str:
        """The words; two spaces part the columns."""
        return "  ".join(self.cells)

    @cached_property
    def cells(self) -> tuple[str, ...]:
        """The line cut where the gap is wider than a few letters: columns of a table or of a letterhead.

        Everything is in reading order: a line of mostly Arabic letters runs from right to left.
        """
        groups: list[list[Word]] = []
        for word in self.words:
            if groups and word.left - groups[-1][-1].right < 1.6 * max(word.height, 1):
                groups[-1].append(word)
            else:
                groups.append([word])
        step = -1 if is_arabic("".join(word.text for word in self.words)) else 1
        return tuple(" ".join(word.text for word in group[::step]) for group in groups[::step])

    @property
    def top(self) -> float:
        return min(word.top for word in self.words)

    @property
    def bottom(self) -> float:
        return max(word.bottom for word in self.words)

    @property
    def height(self) -> float:
        """The median height of the words: the size of the print."""
        return sorted(word.height for word in self.words)[len(self.words) // 2]


def overlap(first: Word, second: Word) -> float:
    """Share of the smaller word's height that both words have in common; below zero when apart."""
    common = min(first.bottom, second.bottom) - max(first.top, second.top)
    return common / max(min(first.height, second.height), 1e-6)


def surest(*readings: Iterable[Word]) -> list[Word]:
    """One reading out of several of the same picture: where words lie on each other, the surest one stays."""
    kept: list[Word] = []
    for word in sorted((word for reading in readings for word in reading), key=lambda word: -word.confidence):
        if not any(_covers(other, word) for other in kept):
            kept.append(word)
    return kept


def _covers(first: Word, second: Word) -> bool:
    """Whether a good part of the narrower word lies on the other."""
    common = min(first.right, second.right) - max(first.left, second.left)
    return common > 0.3 * min(first.right - first.left, second.right - second.left) and overlap(first, second) > 0.4


def group_words(words: Iterable[Word]) -> list[Line]:
    """Chains words into lines by their vertical overlap with the nearest word on the left.

    Following the neighbour, and not the line's mean, lets a line climb or fall with a crooked photograph.
    """
    chains: list[list[Word]] = []
    for word in sorted((word for word in words if word.text.strip()), key=lambda word: (word.left, word.top)):
        best, best_overlap = None, 0.5
        for chain in chains:
            shared = overlap(chain[-1], word)
            inside = word.left < chain[-1].right - 0.5 * (chain[-1].right - chain[-1].left)
            if shared > best_overlap and not inside:
                best, best_overlap = chain, shared
        if best is None:
            chains.append([word])
        else:
            best.append(word)
    chains.sort(key=lambda chain: sum(word.top + word.bottom for word in chain) / len(chain))
    return [Line(tuple(chain)) for chain in chains]


def lines_of_text(text: str) -> list[Line]:
    """Lines of plain text where places are unknown: two spaces or a tab part columns."""
    lines = []
    for row, raw in enumerate(text.splitlines()):
        words, column = [], 0.0
        for part in raw.replace("\t", "   ").split("  "):
            for token in part.split():
                words.append(Word(token, column, row * 20.0, column + 8.0 * len(token), row * 20.0 + 12))
                column += 8.0 * len(token) + 8
            column += 40
        if words:
            lines.append(_mirrored(words, column) if is_arabic(raw) else Line(tuple(words)))
    return lines


def _mirrored(words: Iterable[Word], width: float) -> Line:
    """The line with its first word on the right."""
    turned = [Word(word.text, width - word.right, word.top, width - word.left, word.bottom) for word in words]
    return Line(tuple(sorted(turned, key=lambda word: word.left)))
