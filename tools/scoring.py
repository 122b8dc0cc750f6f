"""Every case of the labelled sets, posted to a running product and judged by the scorer that comes with them."""

import statistics
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

from shared.money import exponent, is_currency
from tools.intervals import wilson

NO_GROUP = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """One case: right or wrong by measure, its group (template, language or source), seconds, and CPU seconds of the
    model where they are known. `finer`: its amount is finer than the smallest unit of its currency."""

    of_set: str
    group: str
    judged: dict[str, bool]
    seconds: float
    error: str | None
    cpu: float | None = None
    finer: bool = False


@dataclass(slots=True)
class Count:
    """Right answers of one measure, and of how many, in all and by group."""

    by_group: dict[str, list[bool]] = field(default_factory=lambda: defaultdict(list))

    @property
    def n(self) -> int:
        """How many cases the truth speaks of."""
        return sum(map(len, self.by_group.values()))

    @property
    def right(self) -> int:
        """How many of them are right."""
        return sum(map(sum, self.by_group.values()))

    @property
    def share(self) -> float:
        """Right of all."""
        return self.right / self.n

    @property
    def mean_of_groups(self) -> float:
        """The mean of the groups' shares, so that one great group does not decide."""
        return statistics.mean(sum(answers) / len(answers) for answers in self.by_group.values())

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % interval of the share."""
        return wilson(self.right, self.n)


Counts = dict[tuple[str, str], Count]


def scorer(path: Path) -> Any:
    """The scorer beside the cases, as a module; its own functions decide what is right."""
    spec = spec_from_file_location("cases_scorer", path)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def cases_of(score: Any, data: Path, names: Sequence[str], limit: int | None = None) -> dict[str, list[Any]]:
    """The cases of each set as the scorer makes them, all or the first ones."""
    return {name: list(score.SETS[name](data))[:limit] for name in names}


def ask(score: Any, base: str, cases: Mapping[str, Sequence[Any]], cpu: Callable[[], float | None]) -> Iterator[Answer]:
    """Post the cases of each set as a fresh person; `cpu` tells the model's CPU seconds until now."""
    for name, listed in cases.items():
        person = score.Product(base, 120)
        person.sign_up()
        for case in listed:
            before = cpu()
            judged, seconds, error = score.run(person, case)
            after = cpu()
            used = None if before is None or after is None else after - before
            group = NO_GROUP if case["group"] is None else str(case["group"])
            yield Answer(name, group, judged, seconds, error, used, is_finer(case))


def is_finer(case: Mapping[str, Any]) -> bool:
    """Whether no entry can hold the amount exactly, since its currency has no unit so small."""
    total, currency = case["truth"].get("total"), case["truth"].get("currency") or case["currency"]
    if total is None or not is_currency(currency):
        return False
    units = Decimal(total).scaleb(exponent(currency))
    return units != units.to_integral_value()


def count(answers: Iterable[Answer]) -> Counts:
    """The counts by set and measure; `error` counts answers that were faults of the product."""
    counts: Counts = defaultdict(Count)
    for one in answers:
        for measure, right in (*one.judged.items(), ("error", one.error is not None)):
            counts[one.of_set, measure].by_group[one.group].append(bool(right))
    return dict(counts)
