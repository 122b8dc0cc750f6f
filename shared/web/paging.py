"""Pages of list routes: a bare array, and the next page in the `Link` header.

A cursor names the last row that was given, and is bound to the person and the query that it was made for.
"""

import base64
import binascii
import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from flask import Response, g, request

from shared.clock import parse_rfc3339
from shared.errors import InvalidInput

DEFAULT_LIMIT, MAX_LIMIT = 50, 100
_MAX_CURSOR = 1000


@dataclass(frozen=True, slots=True)
class Page:
    """`limit` rows, those after the row at the position `after`; None: from the beginning."""

    limit: int
    after: tuple[str, ...] | None


def page_of() -> Page:
    """The page that this request asks for. Raises InvalidInput."""
    return Page(_limit(request.args.get("limit")), _position(request.args.get("cursor")))


def moment(text: str) -> datetime:
    """A moment of a cursor. Raises ValueError."""
    found = parse_rfc3339(text)
    if found.tzinfo is None:
        raise ValueError(text)
    return found


def name(text: str) -> str:
    """The name of a document in a cursor. Raises ValueError."""
    if not text.isascii() or not text or "/" in text:
        raise ValueError(text)
    return text


def position_of(page: Page, *readers: Callable[[str], Any]) -> tuple[Any, ...] | None:
    """The position of a page, each part by its reader. Raises InvalidInput for one that this list has not written:
    a cursor is checked but not sealed."""
    if page.after is None:
        return None
    try:
        return tuple(read(part) for read, part in zip(readers, page.after, strict=True))
    except (ValueError, OverflowError):
        raise _refused() from None


def with_next(response: Response, position: tuple[str, ...] | None) -> Response:
    """The answer with a link to the page after this position; None: there is none."""
    if position is not None:
        parameters = [(key, value) for key, value in request.args.items(multi=True) if key != "cursor"]
        query = urlencode([*parameters, ("cursor", _cursor(position))])
        response.headers["Link"] = f'<{request.path}?{query}>; rel="next"'
    return response


def _limit(text: str | None) -> int:
    if text is None:
        return DEFAULT_LIMIT
    if not text.isascii() or not text.isdigit() or not 1 <= int(text[:5]) <= MAX_LIMIT:
        raise InvalidInput.of("limit", f"A page has 1 to {MAX_LIMIT} rows.")
    return int(text)


def _binding() -> str:
    """What a cursor is good for: this person, this path, these filters."""
    others = sorted((key, value) for key, value in request.args.items(multi=True) if key not in {"cursor", "limit"})
    whole = json.dumps([g.uid, request.path.rstrip("/"), others])
    return hashlib.sha256(whole.encode()).hexdigest()[:16]


def _cursor(position: tuple[str, ...]) -> str:
    whole = json.dumps([_binding(), *position], separators=(",", ":"))
    return base64.urlsafe_b64encode(whole.encode()).decode().rstrip("=")


def _position(cursor: str | None) -> tuple[str, ...] | None:
    if cursor is None:
        return None
    try:
        padded = cursor[:_MAX_CURSOR] + "=" * (-len(cursor[:_MAX_CURSOR]) % 4)
        found = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
    except (ValueError, binascii.Error, RecursionError):
        found = None
    if not isinstance(found, list) or len(found) < 2 or not all(isinstance(part, str) for part in found):
        raise _refused()
    position = tuple(found[1:])
    # Only what we would write ourselves: no other spelling of the same bytes, nothing of another query.
    if _cursor(position) != cursor:
        raise _refused()
    return position


def _refused() -> InvalidInput:
    return InvalidInput("This cursor does not belong to this list; please start without one.", "invalid_cursor")
