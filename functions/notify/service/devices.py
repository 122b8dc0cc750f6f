"""The devices that a person wants pushes on."""

from collections.abc import Callable

from functions.notify import repository
from functions.notify.models import Platform
from shared.context import Context
from shared.gcp.idempotency import Kept


def register_device(context: Context, token: str, platform: Platform, answer: Callable[[], Kept]) -> None:
    """Push to this device from now on, and to nobody else there. Registering it again notes that it is still used."""

    def attempt() -> None:
        commit = context.commit()
        repository.Registration(context.uid, token).write(commit, platform, context.now)
        context.finish(commit, answer)

    context.attempt(attempt)


def remove_device(context: Context, token: str, answer: Callable[[], Kept]) -> None:
    """Push no more to this device. One that is not registered is no error: we may have found it gone ourselves."""
    commit = context.commit()
    repository.forget_device(commit, context.uid, token)
    context.finish(commit, answer)
