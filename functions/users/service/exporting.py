"""Everything that is held about a person, as one JSON document that is written while it is read."""

import base64
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from shared.clock import rfc3339
from shared.gcp import holdings, identity, storage
from shared.money import exponent, is_currency

FORMAT = "ai-on.export"
VERSION = 1
AMOUNTS = (
    "Amounts are whole numbers of the smallest unit of the currency that stands beside them; `digits` tells how many "
    "digits of each come after the point (DZD 2: 123456 is 1234.56)."
)
Dumps = Callable[[object], str]


def export_user(uid: str, now: datetime, dumps: Dumps) -> Iterator[str]:
    """The parts of the JSON text. Reads page by page; raises Unavailable, also midway.

    Shape: `format`, `version`, `exported_at`, `amounts`, `user_id`, `account` (the sign-in account), `person` (the
    document of the person), `collections` (name -> [{"id", "data"}], in order of their ids; an id with slashes is a
    document below another), `elsewhere` (the same list of what lies outside of these), `files` ([{"name",
    "content_type", "size", "url", "expires_at"}]), `digits`, and `complete`, always last: a text without it was cut
    off.
    """
    digits = _Digits()
    yield "{" + _members(dumps, _head(uid, now)) + ',"person":' + dumps(digits.plain(holdings.record(uid)))
    yield ',"collections":{'
    for number, name in enumerate(holdings.collections(uid)):
        yield ("," if number else "") + dumps(name) + ":["
        yield from _list(dumps, digits.rows(holdings.documents(uid, name)))
        yield "]"
    yield '},"elsewhere":['
    yield from _list(dumps, digits.rows(holdings.elsewhere(uid)))
    yield '],"files":['
    yield from _list(dumps, (_file(one, now) for one in holdings.files(uid)))
    yield '],"digits":' + dumps(digits.found) + ',"complete":true}'


def _head(uid: str, now: datetime) -> dict[str, Any]:
    account = identity.lookup(uid)
    return {
        "format": FORMAT,
        "version": VERSION,
        "exported_at": rfc3339(now),
        "amounts": AMOUNTS,
        "user_id": uid,
        "account": account and {"created_at": rfc3339(account.created_at), "disabled": account.disabled},
    }


def _members(dumps: Dumps, head: dict[str, Any]) -> str:
    return dumps(head)[1:-1]


def _list(dumps: Dumps, rows: Iterator[Any]) -> Iterator[str]:
    for number, row in enumerate(rows):
        yield ("," if number else "") + dumps(row)


def _file(one: storage.StoredFile, now: datetime) -> dict[str, Any]:
    link = storage.link(one.name, one.content_type, now)
    about = {"name": one.name, "content_type": one.content_type, "size": one.size}
    return {**about, "url": link.url, "expires_at": rfc3339(link.expires_at)}


class _Digits:
    """Values of the store as JSON has them, and the currencies that occurred in them with their digits."""

    def __init__(self) -> None:
        self.found: dict[str, int] = {}

    def rows(self, found: Iterator[tuple[str, dict[str, Any]]]) -> Iterator[dict[str, Any]]:
        """Documents as the export lists them."""
        return ({"id": path, "data": self.plain(data)} for path, data in found)

    def plain(self, value: Any) -> Any:
        """Times are RFC 3339, bytes base64, references paths; numbers and texts stay as they are."""
        if isinstance(value, dict):
            self._note(value.get("currency"))
            return {str(name): self.plain(one) for name, one in value.items()}
        if isinstance(value, list):
            return [self.plain(one) for one in value]
        if isinstance(value, datetime):
            return rfc3339(value)
        if isinstance(value, bytes):
            return base64.b64encode(value).decode()
        return getattr(value, "path", value)

    def _note(self, code: Any) -> None:
        if isinstance(code, str) and is_currency(code):
            self.found[code] = exponent(code)
