"""The process that opens one upload: `python -I uploads_child.py TYPE FOLDER...`, the file on standard input.

Its answer is a line of JSON, `{"pages"}` followed by the clean bytes, or `{"problem", "code", "detail"}`. It exits with
0 in both cases; with 1 only when it cannot start.
"""

import json
import resource
import sys

# A 40 megapixel photo, turned upright, is the largest honest need.
_MEMORY_BYTES = 500_000_000
_CPU_SECONDS = 5


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_BYTES, _MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (_CPU_SECONDS, _CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _answered(kind: str, data: bytes) -> tuple[dict[str, object], bytes]:
    from shared.errors import Problem, Unprocessable
    from shared.web.uploads import OVER_LIMITS, PDF

    if kind == PDF:
        from shared.web.pdf_cleaning import cleaned
    else:
        from shared.web.uploads_image import cleaned
    try:
        body, pages = cleaned(data)
    except Problem as problem:
        found = problem
    except MemoryError:
        found = Unprocessable(OVER_LIMITS, "unreadable_file")
    except Exception:  # noqa: BLE001 - whatever a decoder says about a stranger's bytes, they cannot be read
        found = Unprocessable("This file is broken and cannot be opened.", "unreadable_file")
    else:
        return {"pages": pages}, body
    return {"problem": type(found).__name__, "code": found.code, "detail": found.detail}, b""


def main() -> None:
    """Read, clean, answer."""
    _limit()
    kind, *folders = sys.argv[1:]
    sys.path.extend(folders)
    head, body = _answered(kind, sys.stdin.buffer.read())
    sys.stdout.buffer.write(json.dumps(head).encode() + b"\n" + body)


if __name__ == "__main__":
    main()
