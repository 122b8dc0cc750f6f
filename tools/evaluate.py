"""`make eval`: the accuracy of a fresh stack on the labelled cases of ../shared/eval, where they are present.

Prints every share and which bars hold; writes docs/accuracy.md. Exits 1 when a bar that can hold does not. With
`--sets` or `--limit` only a part is measured and nothing is written.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import psutil

from tools import accuracy, bars, readers
from tools.pages import section, with_section
from tools.scoring import Answer, Counts, ask, cases_of, count, scorer

ROOT = Path(__file__).resolve().parents[1]
CASES = ROOT.parent / "shared" / "eval"
PAGE = ROOT / "docs" / "accuracy.md"
KEPT = ("readers", "preparing")  # sections that other commands measure and write
SETS = tuple(accuracy.NAMES)


def main() -> int:
    """Measure, print, write."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--sets", default=",".join(SETS), help="comma-separated")
    parser.add_argument("--limit", type=int, help="cases a set, the first ones")
    asked = parser.parse_args()
    if not (CASES / "score.py").is_file():
        print(f"There are no evaluation data in {CASES.relative_to(ROOT.parent)}/ beside this project.")
        return 0
    names = asked.sets.split(",")
    score = scorer(CASES / "score.py")
    with stack() as (base, cpu):
        answers = _told(ask(score, base, cases_of(score, CASES, names, asked.limit), cpu))
    counts = count(answers)
    print(accuracy.by_set(counts))
    if asked.limit or set(names) != set(SETS):
        return 0
    return _write(answers, counts)


def _told(answers: Iterator[Answer]) -> list[Answer]:
    """The answers, with a word now and then on how far it is."""
    found: list[Answer] = []
    for one in answers:
        found.append(one)
        if len(found) % 50 == 0:
            print(f"{len(found)} cases, now {one.of_set}", flush=True)
    return found


def _write(answers: Sequence[Answer], counts: Counts) -> int:
    dates = accuracy.dates_by_language(CASES)
    used = [one.cpu for one in answers if one.of_set == "sroie" and one.cpu is not None]
    rapidocr = readers.measured(CASES / "sroie", "rapidocr") if "rapidocr" in readers.installed() else None
    found = [
        *bars.of_receipts(counts, bars.median(used), rapidocr[0].share("total") if rapidocr else None),
        *bars.of_invoices(counts),
        *bars.of_messages(counts),
        *bars.of_phrases(counts, Counter(one.group for one in answers if one.of_set == "currency_text" and one.finer)),
        *bars.of_dates(dates),
        *bars.of_errors(counts),
    ]
    old = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
    page = "\n\n".join(
        (
            accuracy.HEAD.strip(),
            accuracy.bars(found),
            accuracy.by_set(counts),
            accuracy.by_group(counts, "pdf_invoices", "PDF invoices, by template", ("total", "date", "merchant")),
            accuracy.by_group(counts, "nl_messages", "Messages, by source", ("total", "currency", "refusal")),
            accuracy.phrases(counts),
            accuracy.dates(dates),
            accuracy.costs(answers),
        )
    )
    for name in KEPT:
        text = section(old, name)
        if name == "readers" and rapidocr:
            text = readers.text_of([readers.cells("rapidocr", *rapidocr)])
        if text:
            page = with_section(page, name, text)
    PAGE.write_text(page.rstrip() + "\n", encoding="utf-8")
    print(accuracy.bars(found), f"\nwritten to {PAGE.relative_to(ROOT)}")
    missed = [bar for bar in found if not (bar.holds or bar.cannot)]
    for bar in missed:
        print(f"does not hold: {bar.name} (found {bar.found})", file=sys.stderr)
    return 1 if missed else 0


@contextmanager
def stack() -> Iterator[tuple[str, Callable[[], float | None]]]:
    """A fresh stack: its address, and what tells the CPU seconds that its model has used."""
    with tempfile.TemporaryDirectory(prefix="eval-") as folder:
        data = f"{folder}/data"
        command = [sys.executable, "-u", "-m", "dev", "up", "--port", "0", "--data", data, "--no-seed"]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as running:
            try:
                yield _ready(running), _model_cpu(data)
            finally:
                running.terminate()
                running.communicate()


def _ready(running: "subprocess.Popen[str]") -> str:
    assert running.stdout is not None
    for line in running.stdout:
        if line.startswith("ready "):
            return line.split()[1]
        print(line, end="")
    raise SystemExit("The stack did not start.")


def _model_cpu(data: str) -> Callable[[], float | None]:
    """None where a real model answers, whose CPU is not ours."""
    command = [sys.executable, "-m", "dev", "status", "--json", "--data", data]
    said = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=False).stdout
    part = json.loads(said)["parts"].get("gemini")
    if part is None:
        return lambda: None
    model = psutil.Process(part["pid"])

    def seconds() -> float:
        used = model.cpu_times()
        return used.user + used.system + used.children_user + used.children_system

    return seconds


if __name__ == "__main__":
    sys.exit(main())
