"""What tests put into the model's mouth: queued answers, faults, latency and hostile behaviours; and a model that is
down. For its users it is described in docs/local-model.md, whose examples a test runs."""

from dev.gemini.script.queue import Script

__all__ = ["Script"]
