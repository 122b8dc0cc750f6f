"""What people are told of, and how it reaches their devices."""

from functions.notify import service
from shared.events import BudgetsRebalanced, NotificationCreated, ThresholdCrossed
from shared.web.subscriber import subscriber

notify_on_event = subscriber(
    "notify_on_event",
    events={ThresholdCrossed: service.notify_threshold, BudgetsRebalanced: service.notify_rebalanced},
)
push_notifications = subscriber(
    "push_notifications",
    events={NotificationCreated: service.push_notification},
    jobs={"schedule.push_held": service.push_held},
)
send_digests = subscriber("send_digests", jobs={"schedule.send_digests": service.send_digests})
apply_retention = subscriber("apply_retention", jobs={"schedule.apply_retention": service.apply_retention})
