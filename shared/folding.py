"""Words made comparable: case, accents, Arabic letter forms and compatibility shapes folded away."""

import unicodedata
from functools import lru_cache

_LETTERS = str.maketrans(
    {"ة": "ه", "ى": "ي", "ی": "ي", "ک": "ك", "ـ": None, "ı": "i", "ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d"}
    | dict.fromkeys(map(chr, (0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0xFEFF)), "")
)


@lru_cache(maxsize=4096)
def fold(word: str) -> str:
    """The word's comparable form. Kana keep their voicing marks, which tell one word from another."""
    word = unicodedata.normalize("NFKD", word).casefold()
    if not word.isascii():
        kept = "".join(char for char in word if char >= "\u3000" or not unicodedata.combining(char))
        word = unicodedata.normalize("NFC", kept).translate(_LETTERS)
    return word


def title_key(title: str) -> str:
    """Under which titles are one and the same: case, accents and spaces do not make another one."""
    return " ".join(fold(title).split())
