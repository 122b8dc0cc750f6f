"""How much of a conversation a model is told again: the last turns whole, what is older in one line a turn."""

from collections.abc import Sequence

from functions.chat.models.conversation import Exchange, Memory

MOST_TURNS = 10
MOST_CHARACTERS = 12_000  # of the window
_LONGEST_SUMMARY = 2_000
_LONGEST_PART = 160


def remembered(memory: Memory, exchange: Exchange) -> Memory:
    """The memory with one more turn. It is cut between turns only, so that it always begins with the person."""
    window = [*memory.window, exchange]
    dropped: list[Exchange] = []
    while len(window) > MOST_TURNS or (len(window) > 1 and sum(one.size for one in window) > MOST_CHARACTERS):
        dropped.append(window.pop(0))
    return Memory(tuple(window), _summed(memory.summary, dropped))


def _summed(summary: str, dropped: Sequence[Exchange]) -> str:
    """The summary with a line for each dropped turn; the oldest lines go when it gets too long."""
    lines = [line for line in summary.split("\n") if line] + [_line(one) for one in dropped]
    while lines and len("\n".join(lines)) > _LONGEST_SUMMARY:
        lines.pop(0)
    return "\n".join(lines)


def _line(exchange: Exchange) -> str:
    outcome = exchange.done or exchange.model
    return f"{_short(exchange.user)} → {_short(outcome)}"


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _LONGEST_PART else flat[: _LONGEST_PART - 1] + "…"
