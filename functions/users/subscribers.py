"""The end of an account."""

from functions.users import service
from shared.context import Context
from shared.events import DeletionRequested
from shared.web.subscriber import subscriber


def on_deletion_requested(context: Context, event: DeletionRequested) -> None:
    service.delete_user(event.uid, context.now)


delete_user = subscriber(
    "delete_user",
    events={DeletionRequested: on_deletion_requested},
    jobs={"schedule.delete_user": service.finish_deletions},
    of_the_gone=True,
)
