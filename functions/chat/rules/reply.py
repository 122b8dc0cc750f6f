"""What may leave in a reply: plain words. No address, no image, no markup that a client would load or run."""

import html
import re

from shared.ai.plain import HIDDEN, SCHEMES, TOP_LEVELS

LONGEST_REPLY = 8_000
_IMAGE = re.compile(r"!\s*\[([^\[\]]*)\]\s*(?:\([^()]*(?:\([^()]*\)[^()]*)*\)?|\[[^\[\]]*\])")
_LINK = re.compile(r"\[([^\[\]]*)\]\s*(?:\([^()]*(?:\([^()]*\)[^()]*)*\)?|\[[^\[\]]*\])")
_DEFINITION = re.compile(r"^[ \t>]*\[[^\[\]]+\]:.*$", re.MULTILINE)
_TAG = re.compile(r"<[a-zA-Z!?/][^<>]*>|<(?=[a-zA-Z!?/])")
_ADDRESS = re.compile(
    r"(?i)\b[a-z][a-z0-9+.-]{1,20}\s*:\s*/\s*/\s*\S*"
    rf"|\b(?:{SCHEMES})\s*:\s*[^\s.,;]\S*"
    r"|(?<![\w@])www\.\S+"
    r"|(?<![\w/])/{2}[a-z0-9]\S*"
    r"|\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+\S*"
    r"|\b(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,24}(?:[/?#:]\S*)"
    rf"|\b(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+(?:{TOP_LEVELS})\b"
)
_PASSES = 8


def cleaned(text: str) -> str:
    """The text without addresses, images and markup, until nothing of them is left; the words of links stay."""
    found = text.replace("\r\n", "\n").replace("\r", "\n")
    for _ in range(_PASSES):
        before = found
        found = _once(html.unescape(found))
        if found == before:
            break
    else:
        found = re.sub(r"[<>\[\]()&:/]", " ", found)
    found = re.sub(r"[ \t]+(?=\n|$)|(?<=\S)[ \t]{2,}", lambda gap: "" if gap.end() == len(found) else " ", found)
    return re.sub(r"\n{3,}", "\n\n", found).strip()[:LONGEST_REPLY].rstrip()


def _once(text: str) -> str:
    shown = HIDDEN.sub("", text).replace("\r", "")
    for pattern, kept in ((_IMAGE, r"\1"), (_DEFINITION, ""), (_LINK, r"\1"), (_TAG, ""), (_ADDRESS, "")):
        shown = pattern.sub(kept, shown)
    return shown.replace("](", "] (")  # the rest of a link that is no link without its beginning


def pieces(text: str, size: int = 60) -> list[str]:
    """The text in pieces that end between words, to be sent one after the other; together they are the text."""
    return re.findall(rf".{{1,{size}}}\S*\s*", text, re.DOTALL)
