"""Files that people send: recognised by their content, checked, and written anew without anything hidden in them.

Decoders of hostile files can crash, eat memory or never end. So no file is opened here: `uploads_child` does it, in a
process of its own with limits, and this module only recognises the type and reads the child's answer.
"""

import hashlib
import json
import os
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path

from shared.errors import Problem, TooLarge, Unavailable, Unprocessable, UnsupportedMedia

MAX_BYTES = 10_000_000
JPEG, PNG, WEBP, PDF = "image/jpeg", "image/png", "image/webp", "application/pdf"
OVER_LIMITS = "This file needs too much memory or time to be opened."
_WALL_SECONDS = 10
_WAIT_SECONDS = 45
_CHILD = Path(__file__).with_name("uploads_child.py")
_ROOT = Path(__file__).parents[2]
_HEIF_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"msf1"}
_PROBLEMS: dict[str, type[Problem]] = {kind.__name__: kind for kind in (UnsupportedMedia, Unprocessable)}
# One file is open at a time: then the memory of 20 uploads at once is the memory of one.
_ONE_AT_A_TIME = threading.Lock()


@dataclass(frozen=True, slots=True)
class Upload:
    """A clean file. `content_type` is that of `data`; `sha256` is the hex digest of the bytes as they were sent."""

    data: bytes
    content_type: str
    pages: int
    sha256: str


def clean(data: bytes) -> Upload:
    """A JPEG, PNG, WEBP or PDF of at most 10 MB, rewritten: pictures upright, no metadata, no attachments, no tail.

    Raises TooLarge, UnsupportedMedia, Unprocessable `unreadable_file`, and Unavailable when too many files wait.
    """
    if len(data) > MAX_BYTES:
        raise TooLarge("The file is larger than 10 MB.")
    kind = _kind(data)
    if not _ONE_AT_A_TIME.acquire(timeout=_WAIT_SECONDS):
        raise Unavailable("Too many files are being read at this moment; please try again.")
    try:
        cleaned, pages = _answer(*_run(kind, data))
    finally:
        _ONE_AT_A_TIME.release()
    return Upload(cleaned, kind, pages, hashlib.sha256(data).hexdigest())


def _kind(data: bytes) -> str:
    if data.startswith(b"\xff\xd8\xff"):
        return JPEG
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return WEBP
    # Some programs put a byte order mark or empty lines before the header.
    if data[:1024].lstrip(b"\xef\xbb\xbf\0\t\n\f\r ").startswith(b"%PDF-"):
        return PDF
    if data[4:8] == b"ftyp" and data[8:12] in _HEIF_BRANDS:
        raise UnsupportedMedia("HEIC photos cannot be read; please send the photo as a JPEG.")
    if not data:
        raise UnsupportedMedia("The file is empty; please send a JPEG, PNG, WEBP or PDF.")
    raise UnsupportedMedia("This kind of file cannot be read; please send a JPEG, PNG, WEBP or PDF.")


def _run(kind: str, data: bytes) -> tuple[int, bytes]:
    """The child's exit code and output. `-I` and the bare environment keep this process's settings and secrets out;
    the folders of the packages are passed on, for not every host installs them where an isolated Python looks."""
    command = [sys.executable, "-I", str(_CHILD), kind, str(_ROOT), *(path for path in sys.path if path)]
    environment = {name: os.environ[name] for name in ("LD_LIBRARY_PATH",) if name in os.environ}
    try:
        done = subprocess.run(  # noqa: S603 - the command is ours, the file goes through a pipe
            command,
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            timeout=_WALL_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise Unprocessable(OVER_LIMITS, "unreadable_file") from None
    return done.returncode, done.stdout


def _answer(code: int, output: bytes) -> tuple[bytes, int]:
    """The clean bytes and the number of pages, or the refusal as it was raised in the child."""
    if code < 0:  # a signal: a limit was hit, or a decoder crashed
        raise Unprocessable(OVER_LIMITS, "unreadable_file")
    if code > 0:
        raise RuntimeError("the process that opens uploads does not start")
    head, _, body = output.partition(b"\n")
    answer = json.loads(head)
    if "problem" in answer:
        raise _PROBLEMS[answer["problem"]](answer["detail"], answer["code"])
    return body, int(answer["pages"])
