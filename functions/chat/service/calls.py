"""One call of a tool on its way through the gate: who calls, what exactly, its audit row and the key of its commit."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from functions.chat.models.gate import Effect
from shared.ai.audit import canonical, fingerprint
from shared.ai.tool import Tool
from shared.ai.turn import Turn


@dataclass(frozen=True, slots=True)
class Called:
    """A call that is being decided, its arguments in canonical form."""

    turn: Turn[Any]
    tool: Tool
    effect: Effect
    arguments: Mapping[str, Any]

    @property
    def agent(self) -> str:
        return self.turn.path[-1] if self.turn.path else "chatbot"

    @property
    def text(self) -> str:
        """The arguments as canonical JSON: what a confirmation is bound to."""
        return canonical(self.arguments).decode()

    @property
    def sha256(self) -> str:
        return fingerprint(self.arguments)[0]
