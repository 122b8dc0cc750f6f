"""The Python that functions are deployed on, where this machine has it; else the one that runs the tests."""

import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

from tools.build_functions.requirements import TARGET

UV = Path(sys.executable).with_name("uv")
VERSION = TARGET["python_version"]


@cache
def deployed_python() -> str | None:
    """The interpreter of the runtime, on the path or of pyenv; None where there is none. Nothing is downloaded."""
    name = f"python{VERSION}"
    kept = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")).glob(f"versions/{VERSION}.*/bin/{name}")
    for one in (shutil.which(name), *sorted(map(str, kept))):
        if one and subprocess.run([one, "--version"], capture_output=True, check=False).returncode == 0:
            return one
    return None


def environment(folder: Path, requirements: Path) -> Path:
    """The programs of a new virtual environment in a folder, with what a requirements file pins."""
    python = deployed_python() or sys.executable
    subprocess.run([UV, "venv", "--quiet", "--python", python, folder], check=True)
    wanted = ["--python", str(folder / "bin" / "python"), "--require-hashes", "-r", str(requirements)]
    subprocess.run([str(UV), "pip", "install", "--quiet", *wanted], check=True)
    return folder / "bin"
