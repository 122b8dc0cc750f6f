"""A model that misbehaves, by name. Each behaviour plays against the functions that the request declares."""

from dev.gemini.script.hostile import calls, ends, texts
from dev.gemini.script.hostile.registry import BEHAVIOURS, Scene, checked_behaviour, play

__all__ = ["BEHAVIOURS", "Scene", "calls", "checked_behaviour", "ends", "play", "texts"]
