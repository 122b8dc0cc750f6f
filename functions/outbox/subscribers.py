"""The schedule that publishes what a request could not, and the end of what no worker could take."""

from functions.outbox.service import park, publish_waiting
from shared.web.subscriber import subscriber

sweep_outbox = subscriber("sweep_outbox", jobs={"schedule.sweep_outbox": publish_waiting})
park_dead_letters = subscriber("park_dead_letters", anything=park)
