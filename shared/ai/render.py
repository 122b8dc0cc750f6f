"""Instructions whose numbers come from the constants that rules use, so that the two cannot come apart."""

import re

_NAME = re.compile(r"\{([a-z][a-z0-9_]*)\}")


def render(template: str, **numbers: int | str) -> str:
    """The template with each `{name}` replaced. Raises ValueError for a name without a value, or the reverse."""
    wanted = set(_NAME.findall(template))
    if wanted != set(numbers):
        raise ValueError(f"missing {sorted(wanted - set(numbers))}, not used {sorted(set(numbers) - wanted)}")
    return _NAME.sub(lambda match: str(numbers[match[1]]), template)
