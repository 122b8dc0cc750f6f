"""Pure rules of notifications: their words, and what people want to be told."""

from functions.notify.rules.preferences import DEFAULTS, DIGESTS, TYPES, check_thresholds, is_wanted
from functions.notify.rules.texts import crossing, milestone, percent, rebalanced

__all__ = [
    "DEFAULTS",
    "DIGESTS",
    "TYPES",
    "check_thresholds",
    "crossing",
    "is_wanted",
    "milestone",
    "percent",
    "rebalanced",
]
