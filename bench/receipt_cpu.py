"""CPU seconds a photographed receipt, user and system, the tesseract processes included.

`python -m bench.receipt_cpu [--every 3]`; real receipts where ../shared/eval has them, else one of our own making.
"""

import argparse
from datetime import datetime

from dev.demo.receipt import photograph
from dev.gemini.reading import read_image
from tools.measuring import TODAY, cpu_seconds, labelled, measure
from tools.readers import CASES


def main() -> None:
    """Measure and print; the bar is a median of 2.5."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--every", type=int, default=3, help="take each so-manieth receipt")
    every = parser.parse_args().every
    if not CASES.is_dir():
        before = cpu_seconds()
        read_image(photograph(datetime(2026, 1, 1, 9, 30)), currency_hint="DZD")  # noqa: DTZ001 (only printed)
        print(f"one drawn receipt: {cpu_seconds() - before:.2f} CPU s (no real ones beside this project)")
        return
    rows = labelled(CASES, every)
    found = measure(CASES, rows, lambda data: read_image(data, currency_hint="MYR", today=TODAY))
    print(f"{len(rows)} receipts: p50 {found.cpu_p50:.2f}, p95 {found.cpu_p95:.2f} CPU s an image (bar: p50 ≤ 2.5)")


if __name__ == "__main__":
    main()
