"""`make eval`: the forecast on 200 generated household histories of ../shared/eval, where that is present.

The last six months of each are kept from the rules. Prints and writes docs/forecast-accuracy.md; exits 1 when a bar
does not hold. The rules were chosen on seeds below 300; those measured here are above 1000.
"""

import importlib.util
import statistics
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from multiprocessing import Pool
from pathlib import Path
from types import ModuleType
from typing import Any

from functions.forecast.rules.household import outlook, total_of
from tools.bars import Bar

ROOT = Path(__file__).resolve().parents[1]
MAKER = ROOT.parent / "shared" / "eval" / "make_history.py"
PAGE = ROOT / "docs" / "forecast-accuracy.md"
SEEDS, AHEAD = range(1001, 1201), 6
YEARS = (4, 3, 2)
Months = list[int | None]
HEAD = """\
# How good the forecast is

Measured by `make eval` on 200 generated histories for each length (seeds 1001–1200 of `make_history.py`, which the
rules were not chosen on). The last six months are kept from the rules; then they are compared. Generated histories
show that the rules follow known structure. They do not show how well anybody's real spending can be foreseen.

WAPE is the sum of the errors over the sum of what was spent. The ratio is that of the forecast over that of the median
of the last six months. A band is to hold in 80 % of the cases. The middle of the whole is not the sum of the middles
of the budgets: medians do not add up.

"""


def maker() -> ModuleType:
    """The generator of histories."""
    spec = importlib.util.spec_from_file_location("make_history", MAKER)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(MAKER)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def household(seed: int, years: int) -> Mapping[str | None, Months]:
    """What each category cost in minor units, month by month; None in the months that are missing."""
    rows, told = maker().history(seed, years)
    digits, months = told["parameters"]["digits"], years * 12
    found: dict[str | None, Months] = {}
    missing = {rank for rank, month in enumerate(told["truth"]) if month["missing"]}
    for day, _, _, category, amount, _, kind in rows:
        if kind == "expense":
            series = found.setdefault(category, [None if rank in missing else 0 for rank in range(months)])
            place = (int(day[:4]) - 2021) * 12 + int(day[5:7]) - 1
            series[place] = (series[place] or 0) + round(float(amount) * 10**digits)
    return found


def measured(asked: tuple[int, int]) -> Counter[str]:
    """What one history adds to the sums: errors, errors of the median of six, what was held and tried."""
    history = household(*asked)
    past = {key: series[:-AHEAD] for key, series in history.items()}
    seen, found = outlook(past, AHEAD), Counter[str]()
    whole, whole_past = total_of(history), total_of(past)
    _add(found, "total", seen.total, whole[-AHEAD:], whole_past)
    for key, series in history.items():
        _add(found, "budgets", seen.budgets[key], series[-AHEAD:], past[key])
    found["blend"] = seen.method == "blend"
    return found


def _add(found: Counter[str], name: str, bands: Any, truth: Months, past: Months) -> None:
    known = [value for value in past if value is not None]
    plain, scale = round(statistics.median(known[-6:])), sum(known) // len(known) or 1
    for band, value in zip(bands, truth, strict=True):
        if value is None:
            continue
        found[f"{name} tried"] += 1
        found[f"{name} held"] += band.p10 <= value <= band.p90
        # In per mille of the household's own size, so that currencies weigh the same.
        unit = scale if name == "total" else 1
        found[f"{name} error"] += 1000 * abs(band.p50 - value) // unit
        found[f"{name} plain"] += 1000 * abs(plain - value) // unit


def in_all(years: int) -> Counter[str]:
    """The sums over all seeds."""
    with Pool() as pool:
        found: Iterable[Counter[str]] = pool.imap_unordered(measured, [(seed, years) for seed in SEEDS], chunksize=5)
        return sum(found, Counter[str]())


def bars_of(found: Counter[str]) -> list[Bar]:
    """What the four years' histories have to hold."""
    held = found["total held"] / found["total tried"]
    ratio = found["budgets error"] / found["budgets plain"]
    whole = found["total error"] / found["total plain"]
    return [
        Bar("bands of the total hold in 75–85 %", f"{held:.1%}", 0.75 <= held <= 0.85),
        Bar("WAPE of budgets ≤ 0.95 × the median of six", f"{ratio:.3f}", ratio <= 0.95),
        Bar("WAPE of the total ≤ 0.95 × the median of six", f"{whole:.3f}", whole <= 0.95),
    ]


def row(years: int, found: Counter[str]) -> str:
    """One line of the table."""
    cells = [f"{years} years"]
    for name in ("total", "budgets"):
        cells.append(f"{found[f'{name} held'] / found[f'{name} tried']:.1%}")
        cells.append(f"{found[f'{name} error'] / found[f'{name} plain']:.3f}")
    return "| " + " | ".join([*cells, str(found["blend"])]) + " |"


def main() -> int:
    """Measure, print, write."""
    if not MAKER.is_file():
        print(f"There is no {MAKER.relative_to(ROOT.parent)} beside this project.")
        return 0
    sums = {years: in_all(years) for years in YEARS}
    bars = bars_of(sums[YEARS[0]])
    table = [
        "| history | bands of the total | ratio of the total | bands of budgets | ratio of budgets | blend chosen |"
    ]
    table += ["|---|---|---|---|---|---|", *(row(years, found) for years, found in sums.items())]
    lines = ["| bar (4 years) | found | holds |", "|---|---|---|"]
    lines += [f"| {one.name} | {one.found} | {'yes' if one.holds else '**no**'} |" for one in bars]
    PAGE.write_text(HEAD + "\n".join(lines) + "\n\n" + "\n".join(table) + "\n", encoding="utf-8")
    print("\n".join([*lines, "", *table]))
    return 0 if all(one.holds for one in bars) else 1


if __name__ == "__main__":
    sys.exit(main())
