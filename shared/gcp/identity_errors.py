"""What the identity service refuses, in words and codes of ours. Its own texts are never repeated."""

from collections.abc import Callable, Mapping

from shared.errors import InvalidInput, Problem, TooMany, Unauthenticated, Unavailable

Faults = Mapping[str, Callable[[], Problem | None]]
"""Code of the service -> the problem to raise; None means that the fault is no error for this call."""

_FORBIDDEN = ("\x00", "\r", "\n")


def sendable(text: str, longest: int) -> bool:
    """Whether a text can be sent as it is: not empty, not endless, no lone surrogate, no control that ends a line."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return 0 < len(text) <= longest and not any(mark in text for mark in _FORBIDDEN)


def email_taken() -> Problem:
    return InvalidInput.of("email", "An account with this e-mail address exists already.", "email_taken")


def weak_password() -> Problem:
    detail = "Choose a stronger password: at least 6 characters, and hard to guess."
    return InvalidInput.of("password", detail, "weak_password")


def invalid_email() -> Problem:
    return InvalidInput.of("email", "This is not a valid e-mail address.", "invalid_email")


def invalid_credentials() -> Problem:
    return Unauthenticated("The user name, e-mail address, password or session is not valid.", "invalid_credentials")


def too_many() -> Problem:
    return TooMany("Too many attempts. Please wait a minute and try again.", retry_after=60)


def unavailable() -> Problem:
    return Unavailable("Accounts cannot be reached right now. Please try again in a moment.")


def _no_error() -> None:
    return None


_ALWAYS = {"TOO_MANY_ATTEMPTS_TRY_LATER": too_many, "QUOTA_EXCEEDED": too_many}
SIGN_UP: Faults = _ALWAYS | {
    "EMAIL_EXISTS": email_taken,
    "INVALID_EMAIL": invalid_email,
    "MISSING_EMAIL": invalid_email,
    "WEAK_PASSWORD": weak_password,
    "MISSING_PASSWORD": weak_password,
    "PASSWORD_DOES_NOT_MEET_REQUIREMENTS": weak_password,
}
SIGN_IN: Faults = _ALWAYS | dict.fromkeys(
    (
        "INVALID_LOGIN_CREDENTIALS",
        "EMAIL_NOT_FOUND",
        "INVALID_PASSWORD",
        "USER_DISABLED",
        "INVALID_EMAIL",
        "MISSING_EMAIL",
        "MISSING_PASSWORD",
    ),
    invalid_credentials,
)
REFRESH: Faults = _ALWAYS | dict.fromkeys(
    ("TOKEN_EXPIRED", "USER_DISABLED", "USER_NOT_FOUND", "INVALID_REFRESH_TOKEN", "MISSING_REFRESH_TOKEN"),
    invalid_credentials,
)
GONE_IS_FINE: Faults = {"USER_NOT_FOUND": _no_error}
