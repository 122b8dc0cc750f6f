"""What is kept of notifications: themselves and their counts, the devices, and the pushes that wait or were made."""

from functions.notify.repository.devices import Registration, devices_of, forget_dead, forget_device, tokens_of
from functions.notify.repository.notifications import (
    Position,
    Read,
    Tally,
    add,
    find,
    find_each,
    mark_all,
    page,
    remove_old,
    unread_count,
)
from functions.notify.repository.pushes import CLAIMED_FOR, Sending, drop, due, hold, waiting

__all__ = [
    "CLAIMED_FOR",
    "Position",
    "Read",
    "Registration",
    "Sending",
    "Tally",
    "add",
    "devices_of",
    "drop",
    "due",
    "find",
    "find_each",
    "forget_dead",
    "forget_device",
    "hold",
    "mark_all",
    "page",
    "remove_old",
    "tokens_of",
    "unread_count",
    "waiting",
]
