"""The schedule that publishes what a request could not."""

from functions.outbox.service import publish_waiting
from shared.web.subscriber import subscriber

sweep_outbox = subscriber("sweep_outbox", jobs={"schedule.sweep_outbox": publish_waiting})
