"""How a person wants to be notified."""

from collections.abc import Callable, Mapping
from typing import Any

from functions.notify import rules
from functions.users import service as users
from shared.context import Context
from shared.gcp.idempotency import Kept


def preferences(context: Context) -> Mapping[str, Any]:
    """How the person wants to be notified; what was never said is the default."""
    return {**rules.DEFAULTS, **users.get_user(context.uid).preferences}


def set_preferences(context: Context, wanted: Mapping[str, Any], answer: Callable[[], Kept]) -> None:
    """Replace the whole document. Raises InvalidInput."""
    rules.check_thresholds(wanted["thresholds"])
    users.set_preferences(context, wanted, answer)


def every_type() -> Mapping[str, Any]:
    """Every type of notification in every channel."""
    return dict(rules.DEFAULTS["types"])
