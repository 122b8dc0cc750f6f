"""Every error that a client can see. `shared.web.problems` renders them as RFC 9457 problems.

Problem
├── InvalidInput       400  the request cannot be understood; `code` says how
├── Unauthenticated    401
├── Forbidden          403
├── NotFound           404
├── Conflict           409
├── Expired            410
├── Stale              412
├── TooLarge           413
├── UnsupportedMedia   415
├── Unprocessable      422  understood, but it cannot be done
├── TooMany            429  with Retry-After
└── Unavailable        503  a part that is needed is down; with Retry-After
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FieldError:
    """One field of the request that is wrong. `field` is a dotted path such as `entries.0.amount`."""

    field: str
    code: str
    detail: str


class Problem(Exception):
    """An answer that is an error. `detail` is shown to people: never put an exception's text in it."""

    status = 500
    title = "Internal error"
    default_code = "internal"

    def __init__(
        self,
        detail: str,
        code: str | None = None,
        errors: tuple[FieldError, ...] = (),
        retry_after: int | None = None,
    ) -> None:
        super().__init__(detail)
        self.detail = detail
        self.code = code or self.default_code
        self.errors = errors
        self.retry_after = retry_after


class InvalidInput(Problem):
    status, title, default_code = 400, "Invalid request", "invalid_field"

    @classmethod
    def of(cls, field: str, detail: str, code: str = "invalid_field") -> "InvalidInput":
        """The error of one field."""
        return cls(detail, code, (FieldError(field, code, detail),))


class Unauthenticated(Problem):
    status, title, default_code = 401, "Sign-in required", "unauthenticated"


class Forbidden(Problem):
    status, title, default_code = 403, "Not allowed", "recent_sign_in_required"


class NotFound(Problem):
    status, title, default_code = 404, "Not found", "not_found"


class Conflict(Problem):
    status, title, default_code = 409, "Conflict", "conflict"


class Expired(Problem):
    status, title, default_code = 410, "Expired", "expired"


class Stale(Problem):
    status, title, default_code = 412, "Changed meanwhile", "stale"


class TooLarge(Problem):
    status, title, default_code = 413, "Too large", "too_large"


class UnsupportedMedia(Problem):
    status, title, default_code = 415, "Unsupported media type", "unsupported_media"


class Unprocessable(Problem):
    status, title, default_code = 422, "Cannot be processed", "nothing_recognised"


class TooMany(Problem):
    status, title, default_code = 429, "Too many requests", "rate_limited"


class Unavailable(Problem):
    status, title, default_code = 503, "Temporarily unavailable", "unavailable"

    def __init__(self, detail: str, code: str | None = None, retry_after: int = 5) -> None:
        super().__init__(detail, code, (), retry_after)
