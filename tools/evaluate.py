"""`make eval`: the accuracy of a fresh stack on the labelled cases of ../shared/eval, where they are present."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from tools.accuracy import dates_by_language, page

ROOT = Path(__file__).resolve().parents[1]
CASES = ROOT.parent / "shared" / "eval"
SETS = "sroie,pdf_invoices,nl_messages,currency_text"


def main() -> int:
    if not (CASES / "score.py").is_file():
        print(
            f"There are no evaluation data in {CASES.relative_to(ROOT.parent)}/ beside this project: nothing to score."
        )
        return 0
    with tempfile.TemporaryDirectory(prefix="eval-") as folder:
        command = [sys.executable, "-u", "-m", "dev", "up", "--port", "0", "--data", f"{folder}/data", "--no-seed"]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as stack:
            try:
                base = _ready(stack)
                return _score(base, sys.argv[1:], Path(folder) / "rows.json") if base else 1
            finally:
                stack.terminate()
                stack.communicate()


def _ready(stack: "subprocess.Popen[str]") -> str | None:
    assert stack.stdout is not None
    for line in stack.stdout:
        if line.startswith("ready "):
            return line.split()[1]
        print(line, end="")
    return None


def _score(base: str, arguments: list[str], rows: Path) -> int:
    command = [sys.executable, str(CASES / "score.py"), "--base", base, "--data", str(CASES), "--json", str(rows)]
    done = subprocess.run([*command, *(arguments or ["--sets", SETS])], check=False).returncode
    if done == 0 and not arguments:  # the page tells of whole measurements only
        text = page(json.loads(rows.read_text(encoding="utf-8")), dates_by_language(CASES))
        (ROOT / "docs" / "accuracy.md").write_text(text, encoding="utf-8")
        print("written to docs/accuracy.md")
    return done


if __name__ == "__main__":
    sys.exit(main())
