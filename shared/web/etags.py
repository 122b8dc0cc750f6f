"""Entity tags of single resources, and what `If-Match` asks of them."""

import hashlib
from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

from flask import request
from pydantic import BaseModel, Field

from shared.errors import Stale

Resource = TypeVar("Resource")
# Named only: the description of the service fills in the problem.
STALE: dict[str, Any] = {"description": "Changed meanwhile"}


class IfMatch(BaseModel):
    """Write only what was seen. Routes declare it to describe the header; `expecting` reads it."""

    tags: str | None = Field(
        default=None, alias="If-Match", description="the `ETag` that was seen: refused when it is another one by now"
    )

    @classmethod
    @cache
    def model_json_schema(cls, *args: Any, **kwargs: Any) -> dict[str, Any]:  # type: ignore[override]
        """flask-openapi3 asks for it at each request, and making it takes a millisecond."""
        return super().model_json_schema(*args, **kwargs)


def etag_of(*parts: object) -> str:
    """A tag that is another one as soon as any part is."""
    return hashlib.sha256("\n".join(map(str, parts)).encode()).hexdigest()[:32]


def expecting(tag: Callable[[Resource], str]) -> Callable[[Resource], None] | None:
    """Refuses (Stale, 412) a resource that `If-Match` does not name; None without that header, or for any (`*`)."""
    named = request.if_match
    if not request.headers.get("If-Match") or named.star_tag:
        return None

    def check(resource: Resource) -> None:
        if not named.contains(tag(resource)):
            raise Stale("This was changed meanwhile; please look at it again.")

    return check
