"""Use cases of accounts: sign up and in, the profile, sessions, export and deletion."""

from functions.users.rules.labels import field_told, label
from functions.users.rules.territory import currency_at
from functions.users.service.accounts import (
    SignUp,
    create_user,
    everybody,
    get_user,
    get_user_with,
    refresh,
    sign_in,
)
from functions.users.service.changing import (
    apply_change,
    change_user,
    set_preferences,
    stage_change,
    stage_status,
)
from functions.users.service.exporting import export_user
from functions.users.service.leaving import delete_user, finish_deletions, request_deletion, sign_out_everywhere

__all__ = [
    "SignUp",
    "apply_change",
    "change_user",
    "create_user",
    "currency_at",
    "delete_user",
    "everybody",
    "export_user",
    "field_told",
    "finish_deletions",
    "get_user",
    "get_user_with",
    "label",
    "refresh",
    "request_deletion",
    "set_preferences",
    "sign_in",
    "sign_out_everywhere",
    "stage_change",
    "stage_status",
]
