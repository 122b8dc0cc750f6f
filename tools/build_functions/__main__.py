"""`make build`: the archives of all functions, in build/functions."""

import sys
from pathlib import Path

import main as deployed
from tools.build_functions.archive import archive, write

ROOT = Path(__file__).resolve().parents[2]
OUT = ROOT / "build" / "functions"


def build(out: Path = OUT, *, quiet: bool = False) -> int:
    """Build every function of the table in main.py into a folder and say what each holds; gives how many."""
    archives = [archive(ROOT, name, module) for name, module in deployed.FUNCTIONS.items()]
    write(archives, out)
    for one in () if quiet else archives:
        size = (out / one.file).stat().st_size
        print(f"{one.file:50} {len(one.content):4} files {size:10,} bytes  needs {' '.join(one.needs) or 'nothing'}")
    return len(archives)


if __name__ == "__main__":
    build(Path(sys.argv[1]) if len(sys.argv) > 1 else OUT)
