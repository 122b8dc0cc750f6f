"""What a reader of receipts gets right on labelled pictures, and what it costs: shared by experiments and bench."""

import json
import resource
import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from dev.gemini.reading.receipt import Receipt
from dev.gemini.reading.score import judge
from tools.intervals import wilson

Row = dict[str, Any]
TODAY = date(2026, 1, 1)  # later than any of the papers


@dataclass(slots=True)
class Tally:
    """Right and asked by measure; what was judged, CPU (this process and its children) and wall seconds of every
    picture, in the order of the pictures."""

    right: dict[str, int] = field(default_factory=dict)
    asked: dict[str, int] = field(default_factory=dict)
    cpu: list[float] = field(default_factory=list)
    wall: list[float] = field(default_factory=list)
    judged: list[dict[str, bool]] = field(default_factory=list)

    def add(self, judged: dict[str, bool]) -> None:
        """Count one paper."""
        self.judged.append(judged)
        for measure, good in judged.items():
            self.right[measure] = self.right.get(measure, 0) + good
            self.asked[measure] = self.asked.get(measure, 0) + 1

    def share(self, measure: str) -> float:
        """The share of right answers."""
        return self.right.get(measure, 0) / max(1, self.asked.get(measure, 0))

    def shown(self, measure: str) -> str:
        """Such as `86/90`."""
        return f"{self.right.get(measure, 0)}/{self.asked.get(measure, 0)}"

    def interval(self, measure: str) -> str:
        """The 95 % interval of the share, such as `89–98 %`; a dash where nothing was asked."""
        n = self.asked.get(measure, 0)
        if not n:
            return "–"
        low, high = wilson(self.right.get(measure, 0), n)
        return f"{low:.0%}–{high:.0%}".replace("%–", "–").replace("%", " %")

    def against(self, other: "Tally", measure: str) -> str:
        """Papers that only this one reads right, and that only the other one does: such as `+5 −2`."""
        pairs = [
            (one[measure], two[measure]) for one, two in zip(self.judged, other.judged, strict=True) if measure in one
        ]
        return f"+{pairs.count((True, False))} −{pairs.count((False, True))}"

    @property
    def cpu_p50(self) -> float:
        """The median CPU seconds of a picture."""
        return statistics.median(self.cpu)

    @property
    def cpu_p95(self) -> float:
        """What 95 of 100 pictures stay below."""
        return statistics.quantiles(self.cpu, n=20)[-1] if len(self.cpu) > 1 else self.cpu[0]


def cpu_seconds() -> float:
    """CPU time of this process and of the children that ended, user and system together."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def peak_megabytes() -> int:
    """The greatest memory of this process or of one child until now."""
    kilobytes = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return round(kilobytes / 1000)


def labelled(folder: Path, every: int = 1) -> list[Row]:
    """The rows of a set's index, all or each `every`-th."""
    rows: list[Row] = json.loads((folder / "index.json").read_text(encoding="utf-8"))
    return rows[::every]


def measure(folder: Path, rows: Iterable[Row], read: Callable[[bytes], Receipt]) -> Tally:
    """Read every picture and judge it by its truth."""
    tally = Tally()
    for row in rows:
        data = (folder / row["file"]).read_bytes()
        cpu, wall = cpu_seconds(), time.perf_counter()
        found = read(data)
        tally.cpu.append(cpu_seconds() - cpu)
        tally.wall.append(time.perf_counter() - wall)
        tally.add(judge(found, row))
    return tally


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table in Markdown; figures stand on the right, the first column on the left."""
    lines = [f"| {' | '.join(head)} |", f"|---{'|--:' * (len(head) - 1)}|"]
    return "\n".join([*lines, *(f"| {' | '.join(row)} |" for row in rows)])
