"""The end of an account."""

from functions.users.service import delete_user as delete
from shared.context import Context
from shared.events import DeletionRequested
from shared.web.subscriber import subscriber


def on_deletion_requested(context: Context, event: DeletionRequested) -> None:
    delete(event.uid, context.now)


delete_user = subscriber("delete_user", events={DeletionRequested: on_deletion_requested}, of_the_gone=True)
