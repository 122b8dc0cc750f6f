"""What a text for a person must not hold: addresses, pictures, markup that a client would load, hidden letters."""

import html
import re
import unicodedata
from collections.abc import Iterable

_LONGEST = 8_000
_LONGEST_NAME = 80
# What makes an address, for patterns that refuse one and for those that take one out of a text.
SCHEMES = "javascript|data|vbscript|mailto|tel|file|blob|intent"
TOP_LEVELS = "com|net|org|io|dev|app|info|biz|xyz|co|me|dz|fr|ma|tn|ru|cn|uk|eu|de|tk|top|site|online|shop|link|click"
# "SMS: 300" in a list of expenses is no address to be taken out; a text with it is only written anew.
_SCHEMES = f"{SCHEMES}|sms"
# Every repetition is bounded: a text that was made to be slow is read in the time of any other.
_LOADED = re.compile(
    r"[a-z][a-z0-9+.-]{0,20}\s{0,9}:\s{0,9}/\s{0,9}/"  # any scheme
    rf"|\b(?:{_SCHEMES})\s{{0,9}}:\s{{0,9}}\S"
    r"|\bwww\s{0,9}\."
    r"|(?<![\w/])//\w"
    r"|[\w.+-]@[\w-]{1,63}\.\w"
    r"|\b[a-z0-9-]{1,63}\.[a-z]{2,24}[/?#]\w"
    rf"|\b[a-z0-9-]{{1,63}}\.(?:{TOP_LEVELS})\b"
    r"|<\s{0,9}[a-z!?/]"  # HTML
    r"|\]\s{0,9}[(\[:]|!\s{0,9}\["  # links, their definitions, pictures
)
# Marks that hide text or turn its direction; joiners and isolates stay: Arabic texts use them.
HIDDEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\ufeff]"
    r"|[\U000e0000-\U000e007f]"
)
# Letters and digits written as references: what is read of the text is not what a reader sees.
_REFERENCE = re.compile(r"&(?!amp;|nbsp;|quot;)#?\w+;")
# What Markdown and HTML would read in a name.
_MARKUP = str.maketrans({"[": "(", "]": ")", "<": " ", ">": " ", "*": " ", "`": "'", "|": " ", "\\": " ", "~": " "})
_ADDRESSING = re.compile(r":\s{0,9}/\s{0,9}/|//+|(?i:\bwww\s*\.)|@|(?<=\w)\.(?=[a-zA-Z])")


def is_plain(text: str, names: Iterable[str] = ()) -> bool:
    """Whether nothing in the text leads outside or hides. `names` as `named` gives them may stand in it."""
    if len(text) > _LONGEST or HIDDEN.search(text) or _REFERENCE.search(text):
        return False
    for name in sorted(set(names), key=len, reverse=True):
        text = text.replace(name, " ")
    shown = unicodedata.normalize("NFKC", html.unescape(html.unescape(text))).casefold()
    return not (_LOADED.search(shown) or HIDDEN.search(shown))


def named(name: str) -> str:
    """A name that people or receipts gave, as it may stand in Markdown: one line, no markup, no address."""
    shown = html.unescape(name[: 4 * _LONGEST_NAME])
    shown = HIDDEN.sub("", unicodedata.normalize("NFC", shown).translate(_MARKUP))
    shown = re.sub(r"!(?=\()", " ", _ADDRESSING.sub(" ", shown))
    if not is_plain(shown):
        shown = re.sub(r"[^\w\s,'’-]", " ", unicodedata.normalize("NFKC", shown))
    return " ".join(shown.split())[:_LONGEST_NAME].strip(" #-+").strip()
