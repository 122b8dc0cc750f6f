"""A forecast in words: the agent's, when each figure in them is a fact, else those of the template."""

from dataclasses import dataclass
from typing import Any

from functions.forecast.models import Balance
from functions.forecast.rules.asked import periods_asked
from functions.forecast.rules.blending import SHORTEST
from functions.forecast.rules.facts import snapshot_of
from functions.forecast.rules.prose import told
from functions.forecast.service.gathering import gather
from functions.forecast.service.looking import balance_of, forecast_of
from functions.journal import service as journal
from shared.ai.facts import Snapshot, rendered
from shared.context import Context
from shared.language import Language, language_of


@dataclass(frozen=True, slots=True)
class Told:
    """Markdown, the facts that it tells, whether the agent could not be used."""

    text: str
    facts: list[dict[str, Any]]
    degraded: bool


def tell(context: Context, message: str, language: Language | None = None) -> Told:
    """What the message asks about the coming periods, in the person's language unless another is asked for."""
    known = gather(context)
    forecast = forecast_of(known, periods_asked(message))
    found = balance_of(known)
    balance = found if isinstance(found, Balance) else None
    language = language or language_of(known.now.profile["personal_info"].get("language"), context.language)
    snapshot = snapshot_of(forecast, balance)
    draft = told(forecast, balance, language, SHORTEST)
    with journal.metered(context) as meter:
        text = None if forecast.reason else _worded(meter, message, (draft, snapshot), language)
    return Told(text or draft, rendered(snapshot), degraded=text is None and not forecast.reason)


def _worded(meter: journal.Meter, message: str, known: tuple[str, Snapshot], language: Language) -> str | None:
    """The agent's words, or None when they are not to be delivered."""
    from functions.forecast.agents.forecast import AGENT
    from shared.ai.wording import Brief, worded

    draft, snapshot = known
    return worded(AGENT, Brief(message, {"task": "forecast", "draft": draft}, snapshot, language, meter.turn()))
