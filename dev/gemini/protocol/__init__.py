"""Gemini on the wire: paths, which requests it refuses and how, and the shape of its answers.

Only what the real service was seen to refuse is refused: a check too many breaks clients that work in production.
"""

from dev.gemini.protocol.paths import Route, route_of
from dev.gemini.protocol.refusal import Json, Refusal

__all__ = ["Json", "Refusal", "Route", "route_of"]
