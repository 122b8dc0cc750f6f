"""The paths of all routes, from the API's own description."""

import json
import re

from functions.docs.service import description


def paths_of_all_routes() -> list[str]:
    """Every path of the description, with something in the place of each parameter."""
    paths = json.loads(description().body)["paths"]
    return sorted(re.sub(r"\{[^}]+\}", "x1", path) for path in paths)
