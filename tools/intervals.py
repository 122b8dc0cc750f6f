"""How sure a share of right answers is."""

import math


def wilson(right: int, n: int) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson's score interval, which holds for small counts and for shares near 1)."""
    z, share = 1.959964, right / n
    spread = z * z / n
    half = z * math.sqrt(share * (1 - share) / n + spread / (4 * n))
    return max(0.0, (share + spread / 2 - half) / (1 + spread)), min(1.0, (share + spread / 2 + half) / (1 + spread))


def shown(right: int, n: int) -> list[str]:
    """Right, of, share and interval, as cells of a table."""
    low, high = wilson(right, n)
    return [str(right), str(n), f"{right / n:.1%}", f"{low:.1%}–{high:.1%}"]
