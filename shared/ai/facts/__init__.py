"""The facts checker: every figure in prose that a model wrote must tell a fact of the snapshot that it was given."""

from shared.ai.facts.figures import Bound, Checked, Figure, Kind
from shared.ai.facts.rendering import rendered
from shared.ai.facts.snapshot import Fact, Meaning, Snapshot, Unit

__all__ = ["Bound", "Checked", "Fact", "Figure", "Kind", "Meaning", "Snapshot", "Unit", "check", "rendered"]


def check(text: str, snapshot: Snapshot, language: str = "en") -> Checked:
    """All figures of a text in `language` (en, fr, ar), each bound to the fact that it tells, or unbound.

    Sums and differences are not computed: what the snapshot does not hold is unbound. Figures in a fact's own label
    ("Spent in the last 3 months") may be told too, but for amounts and percentages. Never raises for a text.
    """
    from shared.ai.facts.checker import check_text  # compiles many expressions: not before a text is checked

    return check_text(text, snapshot, language)
