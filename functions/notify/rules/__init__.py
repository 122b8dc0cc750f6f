"""Pure rules of notifications: their words, what people want to be told and when it is pushed, how much is too much."""

from functions.notify.rules.caps import CAPS, OF_AN_AGENT, cap_of, counted
from functions.notify.rules.delivery import after_quiet, is_quiet, next_digest, plan
from functions.notify.rules.preferences import DEFAULTS, DIGESTS, TYPES, check_thresholds, is_wanted
from functions.notify.rules.pushing import digest, shown
from functions.notify.rules.texts import crossing, milestone, percent, rebalanced

__all__ = [
    "CAPS",
    "DEFAULTS",
    "DIGESTS",
    "OF_AN_AGENT",
    "TYPES",
    "after_quiet",
    "cap_of",
    "check_thresholds",
    "counted",
    "crossing",
    "digest",
    "is_quiet",
    "is_wanted",
    "milestone",
    "next_digest",
    "percent",
    "plan",
    "rebalanced",
    "shown",
]
