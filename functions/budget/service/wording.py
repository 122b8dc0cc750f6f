"""Which words of the agent may be shown: those whose every figure is a fact."""

from collections.abc import Iterable, Mapping

from shared.ai.facts import Fact, Snapshot, check


def amounts(currency: str, values: Mapping[str, tuple[int, str]]) -> tuple[Fact, ...]:
    """Facts of amounts: by label the minor units, and how they were computed."""
    return tuple(
        Fact(f"amount_{rank}", label, minor, "currency", currency, how)
        for rank, (label, (minor, how)) in enumerate(values.items())
    )


def supported(text: str | None, facts: Iterable[Fact], names: Iterable[str], language: str) -> str | None:
    """The text when every figure in it tells a fact, else None. `names` are titles, which may hold digits."""
    if not text:
        return None
    return text if check(text, Snapshot(tuple(facts), tuple(names)), language).supported else None
