"""`make eval`: the accuracy of a fresh stack on the labelled cases of ../shared/eval, where they are present."""

import subprocess
import sys
import tempfile
from pathlib import Path

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
                return _score(base, sys.argv[1:]) if base else 1
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


def _score(base: str, arguments: list[str]) -> int:
    command = [sys.executable, str(CASES / "score.py"), "--base", base, "--data", str(CASES)]
    wanted = [] if "--sets" in arguments else ["--sets", SETS]
    return subprocess.run([*command, *wanted, *arguments], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
