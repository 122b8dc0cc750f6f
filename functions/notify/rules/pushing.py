"""What a device shows, as (title, body): one notification, or a digest of several. Cut to what fits into a push."""

from collections.abc import Sequence

from functions.notify.models import Notification
from functions.notify.rules.templates import TEMPLATES
from shared.language import Language

_SHOWN = 5
# FCM takes 4096 bytes; a character is four of them at most.
_TITLE, _BODY = 150, 600
Words = tuple[str, str]


def shown(told: Notification) -> Words:
    """The words of one notification."""
    return _cut(told.title, _TITLE), _cut(told.message, _BODY)


def digest(language: Language, waited: Sequence[Notification]) -> Words:
    """How many there are, the titles of the first five, and how many more."""
    words = language.choose(TEMPLATES)
    lines = [_cut(one.title, _BODY // (_SHOWN + 1)) for one in waited[:_SHOWN]]
    if len(waited) > _SHOWN:
        lines.append(language.fill(words["digest_more"], count=language.number(len(waited) - _SHOWN)))
    return language.fill(words["digest_title"], count=language.number(len(waited))), "\n".join(lines)


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
