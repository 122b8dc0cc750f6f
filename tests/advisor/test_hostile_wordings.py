"""More than two hundred false wordings by a scripted model over report, forecast and advice: none is delivered."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random
from types import SimpleNamespace
from typing import Any, cast

import pytest

from dev.gemini.server import GeminiServer
from functions.advisor.rules import facts as advice_facts
from functions.advisor.rules.prose import Writer
from functions.advisor.rules.verdict import judge
from functions.advisor.service import advising
from functions.forecast.rules import facts as forecast_facts
from functions.forecast.rules import prose as forecast_prose
from functions.forecast.service import telling
from functions.journal.service import Meter
from functions.reports.rules import facts as report_facts
from functions.reports.rules import prose as report_prose
from functions.reports.service import reporting
from shared.ai.facts import Snapshot, rendered
from shared.ai.turn import Turn
from shared.language import WRITTEN, Language
from tests.advisor.purchases import home, means, purchase
from tests.advisor.told import BALANCE, FIGURES, FORECAST
from tests.advisor.wordings import Wording, wordings

SEED = 20261125
LEAST = 200
# Of a meter only the turns that it gives matter here: no store is needed.
METER = cast("Meter", SimpleNamespace(turn=lambda: Turn(None)))
AGENTS = ("report", "forecast", "advisor")


@dataclass(frozen=True)
class Asked:
    """One agent in one language: its honest draft, its facts, and how it is asked for words."""

    draft: str
    snapshot: Snapshot
    ask: Callable[[], str | None]


def asked(agent: str, language: Language) -> Asked:
    if agent == "report":
        snapshot, draft = report_facts.snapshot_of(FIGURES), report_prose.told(FIGURES, language)
        return Asked(draft, snapshot, lambda: reporting._worded(METER, "monthly", (draft, snapshot), language))
    if agent == "forecast":
        snapshot = forecast_facts.snapshot_of(FORECAST, BALANCE)
        draft = forecast_prose.told(FORECAST, BALANCE, language, 3)
        return Asked(draft, snapshot, lambda: telling._worded(METER, "and then?", (draft, snapshot), language))
    has = means(450_000, 600_000, saves=True)
    verdicts = [judge(has, purchase(300_000, home(550_000)))]
    snapshot = advice_facts.of_verdicts(has, verdicts)
    said = advising.Said(verdicts, Writer(language, "DZD").judged(verdicts), snapshot)
    return Asked(said.draft, snapshot, lambda: advising._worded(METER, "a bicycle?", said, language))


def known_of(snapshot: Snapshot) -> set[str]:
    return {str(one["value"]).removeprefix("-").split(".")[0] for one in rendered(snapshot)}


def cases() -> Iterator[tuple[str, str, Wording]]:
    for agent in AGENTS:
        for code in WRITTEN:
            found = asked(agent, Language(code))
            random = Random(f"{SEED} {agent} {code}")
            for one in wordings(found.draft, Language(code), known_of(found.snapshot), random):
                yield agent, code, one


def scripted(server: GeminiServer, text: str) -> None:
    body: dict[str, Any] = {"body": {"text": text}}
    server.script.load({"mode": "script", "queue": [body]})


def test_no_false_figure_is_delivered(server: GeminiServer) -> None:
    """Over HTTP with the real client. The same seed gives the same texts; those that get through are told."""
    tried, through = 0, []
    for agent, code, wording in cases():
        scripted(server, wording.text)
        found = asked(agent, Language(code))
        tried += 1
        delivered = found.ask() or found.draft
        if wording.lie in delivered:
            through.append((agent, code, wording.lie))
    assert tried >= LEAST
    assert through == [], f"seed {SEED}: {len(through)} of {tried} were delivered"


@pytest.mark.parametrize("agent", AGENTS)
@pytest.mark.parametrize("code", WRITTEN)
def test_the_honest_draft_is_delivered(server: GeminiServer, agent: str, code: str) -> None:
    """Else nothing would be shown by what is refused."""
    found = asked(agent, Language(code))
    scripted(server, found.draft)
    assert found.ask() == found.draft
