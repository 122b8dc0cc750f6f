"""The facts checker: every figure in prose that a model wrote must tell a fact of the snapshot that it was given."""

from shared.ai.facts.checker import check
from shared.ai.facts.figures import Bound, Checked, Figure, Kind
from shared.ai.facts.snapshot import Fact, Meaning, Snapshot, Unit

__all__ = ["Bound", "Checked", "Fact", "Figure", "Kind", "Meaning", "Snapshot", "Unit", "check"]
