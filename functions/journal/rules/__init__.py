"""Pure rules of the journal: what undoing and redoing do, and how an Action is shown."""

from functions.journal.rules.folding import Split, fold, inverse, moved
from functions.journal.rules.rendering import render

__all__ = ["Split", "fold", "inverse", "moved", "render"]
