"""Pure decisions about accounts and profiles."""

from functions.users.rules.changes import as_change, restored, told
from functions.users.rules.profile import (
    FIGURES,
    changed_fields,
    changed_profile,
    check_username,
    is_username,
    new_profile,
)

__all__ = [
    "FIGURES",
    "as_change",
    "changed_fields",
    "changed_profile",
    "check_username",
    "is_username",
    "new_profile",
    "restored",
    "told",
]
