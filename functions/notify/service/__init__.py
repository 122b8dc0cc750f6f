"""Use cases of notifications: tell, push, hold back, list, read, remove.

Every notification is made by `telling`, whoever tells: it keeps what the person wants and the caps.
"""

from functions.notify.service.devices import register_device, remove_device
from functions.notify.service.holding import push_held, send_digests
from functions.notify.service.preferring import every_type, preferences, set_preferences
from functions.notify.service.pushing import push_notification
from functions.notify.service.reading import (
    list_notifications,
    mark_all_read,
    read_notification,
    remove_notification,
    unread_count,
    withdraw,
)
from functions.notify.service.retaining import apply_retention
from functions.notify.service.telling import notify_rebalanced, notify_threshold, stage, tell_from_agent, tell_milestone

__all__ = [
    "apply_retention",
    "every_type",
    "list_notifications",
    "mark_all_read",
    "notify_rebalanced",
    "notify_threshold",
    "preferences",
    "push_held",
    "push_notification",
    "read_notification",
    "register_device",
    "remove_device",
    "remove_notification",
    "send_digests",
    "set_preferences",
    "stage",
    "tell_from_agent",
    "tell_milestone",
    "unread_count",
    "withdraw",
]
