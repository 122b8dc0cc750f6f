"""Words for computed figures: the draft that stands in the facts, as it is. The engine is no writer."""

from dev.gemini.engine.replies import text_of
from dev.gemini.engine.task import Task

TASK = Task(
    fits=lambda asked: asked.schema is None and not asked.functions and isinstance(asked.facts.get("draft"), str),
    answer=lambda asked: [text_of(str(asked.facts["draft"]))],
)
