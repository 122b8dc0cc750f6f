"""What people are told of."""

from functions.notify.service import notify_rebalanced, notify_threshold
from shared.events import BudgetsRebalanced, ThresholdCrossed
from shared.web.subscriber import subscriber

notify_on_event = subscriber(
    "notify_on_event", events={ThresholdCrossed: notify_threshold, BudgetsRebalanced: notify_rebalanced}
)
