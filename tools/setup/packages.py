"""The programs that come from the system's packages: named when missing, installed when that is possible."""

import os
import shutil
import subprocess
from pathlib import Path

_APT_S = 900
_FONTS = ("/usr/share/fonts", "/usr/local/share/fonts")


def missing() -> list[str]:
    """The Debian packages whose work nothing on this machine does."""
    found = []
    languages = _tesseract_languages()
    if languages is None:
        found.append("tesseract-ocr")
    found += [f"tesseract-ocr-{one}" for one in ("eng", "fra", "ara") if one not in (languages or ())]
    if not any(shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome")):
        found.append("chromium")
    if not any(next(Path(folder).rglob("DejaVuSans.ttf"), None) for folder in _FONTS):
        found.append("fonts-dejavu-core")
    return found


def _tesseract_languages() -> set[str] | None:
    try:
        said = subprocess.run(["tesseract", "--list-langs"], check=False, capture_output=True, text=True, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return set(said.stdout.split()[1:] + said.stderr.split())


def _privileged() -> list[str] | None:
    """How a command is run as root without asking for a password; None when it cannot be."""
    if not shutil.which("apt-get"):
        return None
    if os.geteuid() == 0:
        return []
    if (
        shutil.which("sudo")
        and subprocess.run(["sudo", "-n", "true"], check=False, capture_output=True).returncode == 0
    ):
        return ["sudo", "-n"]
    return None


def _apt(prefix: list[str], *arguments: str) -> bool:
    command = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-y", *arguments]
    try:
        return subprocess.run(command, check=False, capture_output=True, timeout=_APT_S).returncode == 0
    except subprocess.TimeoutExpired:
        return False


def install_missing(tried: Path) -> str | None:
    """Install what is missing, at most once for each set (`tried` remembers it). The message when some stays away."""
    wanted = missing()
    if not wanted:
        return None
    prefix = _privileged()
    if prefix is not None and not (tried.is_file() and tried.read_text() == " ".join(wanted)):
        print(f"set-up: installing {' '.join(wanted)}", flush=True)
        install = ("install", "--no-install-recommends", *wanted)
        if not _apt(prefix, *install):
            _apt(prefix, "update")
            _apt(prefix, *install)
        wanted = missing()
        tried.parent.mkdir(parents=True, exist_ok=True)
        tried.write_text(" ".join(wanted))
    if not wanted:
        return None
    return (
        f"Not installed: {' '.join(wanted)}. Without tesseract receipts are not read locally; without chromium and "
        "the fonts some tests are skipped. All else works. On Debian and Ubuntu:\n"
        f"  sudo apt-get install {' '.join(wanted)}"
    )
