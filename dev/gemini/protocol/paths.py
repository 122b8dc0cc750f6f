"""The addresses of the Developer API and of Vertex."""

import re
from dataclasses import dataclass

METHODS = ("generateContent", "streamGenerateContent", "countTokens")
_PATH = re.compile(
    r"/(?P<version>v1|v1beta|v1beta1)(?P<project>/projects/[^/]+/locations/[^/]+)?"
    r"(?P<publisher>/publishers/google)?/models(?:/(?P<model>[^/:]+)(?::(?P<method>\w+))?)?/?"
)


@dataclass(frozen=True, slots=True)
class Route:
    """Where a request goes. `model` is None for the list of models, `method` for reading one."""

    version: str
    model: str | None
    method: str | None
    vertex: bool = False


def route_of(path: str) -> Route | None:
    """The route of a path of the Developer API or of Vertex, or None."""
    match = _PATH.fullmatch(path)
    if not match:
        return None
    return Route(match["version"], match["model"], match["method"], bool(match["project"] or match["publisher"]))
