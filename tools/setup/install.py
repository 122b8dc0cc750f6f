"""Set-up: .venv from the lock, Debian packages, the emulators. Needs only a Python's standard library.

Each step looks first whether its work is done, so that a second run takes no time.
"""

import contextlib
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tools.setup import packages  # noqa: E402 - the script runs from anywhere

VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
LOCK = ROOT / "requirements-dev.txt"
STAMP = VENV / ".installed"


def say(text: str) -> None:
    print(f"set-up: {text}", flush=True)


def fingerprint() -> str:
    """What an installed .venv depends on: the lock and where the .venv stands (its scripts name their path)."""
    return hashlib.sha256(LOCK.read_bytes() + str(ROOT).encode()).hexdigest()


def install_python_packages() -> None:
    """Make .venv hold exactly what the lock names, every file checked against its hash."""
    done = fingerprint()
    if STAMP.is_file() and STAMP.read_text() == done and PYTHON.exists():
        return
    # A .venv whose folder was moved or whose Python went away cannot be mended.
    if VENV.exists() and not _works():
        shutil.rmtree(VENV)
    if not PYTHON.exists():
        say(f"making .venv with Python {sys.version.split()[0]}")
        subprocess.run([sys.executable, "-m", "venv", VENV], check=True)
    say("installing the packages of requirements-dev.txt")
    if not _install_with_uv():
        say("uv could not do it, pip does")
        _pip("--require-hashes", "-r", str(LOCK))
    STAMP.write_text(done)


def _works() -> bool:
    try:
        answer = subprocess.run(
            [PYTHON, "-c", "import sys; print(sys.prefix)"], check=False, capture_output=True, text=True
        )
    except OSError:
        return False
    return answer.returncode == 0 and Path(answer.stdout.strip()) == VENV


def _pip(*arguments: str) -> None:
    command = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *arguments]
    subprocess.run(command, check=True)


def _install_with_uv() -> bool:
    """Let pip fetch uv, as the lock pins it, and uv the rest: seconds instead of a minute."""
    entry = re.search(r"^uv==.*?(?=^\S|\Z)", LOCK.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    if entry is None:
        return False
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as only_uv:
        only_uv.write(entry[0])
        only_uv.flush()
        _pip("--require-hashes", "--no-deps", "-r", only_uv.name)
    command = [f"{VENV}/bin/uv", "pip", "sync", "--quiet", "--python", str(PYTHON), "--require-hashes"]
    # Compiled now, or the first start would pay for it.
    return (
        subprocess.run([*command, "--compile-bytecode", str(LOCK)], check=False, env=_uv_environment()).returncode == 0
    )


def _uv_environment() -> dict[str, str]:
    """uv does not read pip's settings: hand on the index that this machine uses."""
    env = dict(os.environ)
    if "UV_DEFAULT_INDEX" not in env and "UV_INDEX_URL" not in env:
        asked = subprocess.run(
            [PYTHON, "-m", "pip", "config", "get", "global.index-url"], check=False, capture_output=True, text=True
        )
        index = env.get("PIP_INDEX_URL") or asked.stdout.strip()
        if index:
            env["UV_DEFAULT_INDEX"] = index
    return env


def install_emulators() -> bool:
    """The two official emulators and their AppCDS archives. False after a message when they cannot be had."""
    return all(
        subprocess.run([PYTHON, "-m", module], check=False, cwd=ROOT).returncode == 0
        for module in ("dev.download", "dev.cds")
    )


def main() -> int:
    try:
        install_python_packages()
    except subprocess.CalledProcessError as failed:
        print(f"set-up failed: {' '.join(map(str, failed.cmd))} ended with {failed.returncode}", file=sys.stderr)
        return 1
    with contextlib.suppress(KeyboardInterrupt):
        if message := packages.install_missing(ROOT / ".local" / "packages-tried"):
            print(message, file=sys.stderr)
    return 0 if install_emulators() else 1


if __name__ == "__main__":
    sys.exit(main())
