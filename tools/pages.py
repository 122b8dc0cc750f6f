"""Pages that several commands write: each owns a section between two comments and leaves the others alone."""

import re
from pathlib import Path


def section(page: str, name: str) -> str | None:
    """The text of a section; None where the page has none of that name."""
    found = re.search(rf"<!-- {name} -->\n(.*?)<!-- /{name} -->", page, re.DOTALL)
    return found.group(1).strip() if found else None


def with_section(page: str, name: str, text: str) -> str:
    """The page with this section in place of the old one, or at its end."""
    block = f"<!-- {name} -->\n\n{text.strip()}\n\n<!-- /{name} -->"
    if section(page, name) is None:
        return f"{page.rstrip()}\n\n{block}\n"
    return re.sub(rf"<!-- {name} -->.*?<!-- /{name} -->", lambda _: block, page, flags=re.DOTALL)


def write_section(path: Path, name: str, text: str) -> None:
    """Replace one section of the file."""
    page = path.read_text(encoding="utf-8") if path.exists() else ""
    path.write_text(with_section(page, name, text), encoding="utf-8")
