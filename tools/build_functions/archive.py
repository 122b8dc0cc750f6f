"""One archive a function, the same bytes for the same content, named by what is in it."""

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tools.build_functions.reach import Reached, reached
from tools.build_functions.requirements import subset

MANIFEST = "manifest.json"
# What of ours a function must reach to need a right: Terraform grants it by these names.
NEEDS = {
    "events": "shared.gcp.pubsub",
    "receipts": "shared.gcp.storage",
    "model": "shared.ai.client",
    "accounts": "shared.gcp.identity",
}
_FIXED_TIME = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip archive can name
_READABLE = 0o100644 << 16
_MAIN = '''"""The function `{name}`."""

from {module} import {name}

__all__ = ["{name}"]
'''


@dataclass(frozen=True, slots=True)
class Archive:
    """`content` by path; `needs` are keys of `NEEDS`."""

    name: str
    content: Mapping[str, bytes]
    needs: tuple[str, ...]

    @property
    def digest(self) -> str:
        """SHA-256 of paths and contents: it does not depend on who compresses."""
        total = hashlib.sha256()
        for path, data in sorted(self.content.items()):
            total.update(f"{path}\0{len(data)}\0".encode() + data)
        return total.hexdigest()

    @property
    def file(self) -> str:
        return f"{self.name.replace('_', '-')}-{self.digest[:16]}.zip"

    def packed(self) -> bytes:
        """The zip file."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
            for path, data in sorted(self.content.items()):
                about = zipfile.ZipInfo(path, _FIXED_TIME)
                about.compress_type, about.external_attr = zipfile.ZIP_DEFLATED, _READABLE
                packed.writestr(about, data)
        return out.getvalue()


def _needs(of: Reached) -> tuple[str, ...]:
    return tuple(sorted(need for need, module in NEEDS.items() if module in of.called))


def archive(root: Path, name: str, module: str) -> Archive:
    """The archive of a function. Raises Unpinned, FileNotFoundError."""
    found = reached(root, module)
    content = {file.relative_to(root).as_posix(): file.read_bytes() for file in found.modules.values()}
    content["main.py"] = _MAIN.format(name=name, module=module).encode()
    content["requirements.txt"] = subset(found.imported, root / "requirements.txt").encode()
    return Archive(name, content, _needs(found))


def write(archives: list[Archive], folder: Path) -> None:
    """Write the archives that are not there yet, remove those that are no longer, and tell Terraform by a manifest."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.zip"):
        if old.name not in {one.file for one in archives}:
            old.unlink()
    for one in archives:
        if not (folder / one.file).is_file():
            (folder / one.file).write_bytes(one.packed())
    about = {one.name: {"file": one.file, "digest": one.digest, "needs": one.needs} for one in archives}
    (folder / MANIFEST).write_text(json.dumps(about, indent=2, sort_keys=True) + "\n", encoding="utf-8")
