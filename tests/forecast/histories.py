"""Households of our own making: what each budget cost, month by month, from known levels, waves and luck."""

import math
import random
from collections.abc import Mapping

Months = list[int | None]


def household(seed: int, months: int = 36) -> Mapping[str | None, Months]:
    """Rent that rises each year, heating with winters, everyday buying by chance, and rare large bills."""
    luck = random.Random(seed)
    scale = luck.uniform(300, 4000)
    winter, rise, trend = luck.uniform(0.2, 0.5), luck.uniform(0, 0.04), luck.uniform(-0.04, 0.1)
    everyday, trips, rare = luck.uniform(0.4, 0.8), luck.uniform(4, 14), luck.uniform(0.04, 0.12)
    found: dict[str | None, Months] = {"rent": [], "heating": [], "food": [], "fun": [], None: []}
    for month in range(months):
        wave = math.cos(2 * math.pi * month / 12)
        found["rent"].append(round(1000 * scale * (1 + rise) ** (month // 12)))
        found["heating"].append(round(150 * scale * (1 + winter * wave) * luck.gauss(1, 0.03)))
        grown = everyday * 1000 * scale * (1 + trend) ** (month / 12)
        found["food"].append(
            round(sum(grown / trips * luck.lognormvariate(0, 0.4) for _ in range(_count(luck, trips))))
        )
        found["fun"].append(round(sum(60 * scale * luck.lognormvariate(0, 0.6) for _ in range(_count(luck, 3)))))
        found[None].append(round(900 * scale * luck.uniform(0.5, 1.5)) if luck.random() < rare else 0)
    return found


def _count(luck: random.Random, mean: float) -> int:
    """How many purchases a month has, when they come by chance."""
    count, product, least = 0, luck.random(), math.exp(-mean)
    while product > least:
        count, product = count + 1, product * luck.random()
    return count
