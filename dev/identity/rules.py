"""What an e-mail address, a password and a user id must be. Pure."""

import re
from typing import Any

from dev.identity.faults import WEAK_PASSWORD, Fault

_EMAIL = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?",
    re.ASCII,
)
_UID = re.compile(r"[A-Za-z0-9_-]{1,128}", re.ASCII)


def checked_email(value: Any) -> str:
    """The address in lower case, as accounts are found by it. Raises MISSING_EMAIL, INVALID_EMAIL."""
    if value is None or value == "":
        raise Fault("MISSING_EMAIL")
    if not isinstance(value, str) or len(value) > 254 or not _EMAIL.fullmatch(value):
        raise Fault("INVALID_EMAIL")
    return value.lower()


def new_password(value: Any) -> str:
    """A password to set. Raises MISSING_PASSWORD, WEAK_PASSWORD."""
    password = given_password(value)
    if len(password) < 6:
        raise Fault(WEAK_PASSWORD)
    if len(password) > 4096:
        raise Fault("PASSWORD_DOES_NOT_MEET_REQUIREMENTS : Password may contain at most 4096 characters")
    return password


def given_password(value: Any) -> str:
    """A password to compare. Raises MISSING_PASSWORD."""
    if not isinstance(value, str) or not value:
        raise Fault("MISSING_PASSWORD")
    return value


def checked_uid(value: Any) -> str:
    """A user id that an administrator chose. Raises INVALID_LOCAL_ID."""
    if not isinstance(value, str) or not _UID.fullmatch(value):
        raise Fault("INVALID_LOCAL_ID")
    return value
