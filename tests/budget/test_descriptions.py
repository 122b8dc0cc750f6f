"""What a budget says of itself is true: it warns while it is over, with today's figures, and not afterwards."""

from typing import Any

import pytest

from dev.gemini.server import GeminiServer
from functions.budget.rules.prose import OVERSPENDING, SENTENCES, WARNINGS, overspending
from shared.gcp.firestore import user
from shared.language import Language
from shared.money import Money
from tests.budget.people import Household
from tests.budget.test_generate import add, generated, proposing
from tests.ground import Ground
from tests.shared.ai.conftest import server
from tests.templates import Table, assert_alike

__all__ = ["server"]
OVER = {
    "en": "Over the limit by 5.00 DZD",
    "fr": "Dépassement de 5,00\u00a0DZD",
    "ar": "تجاوزت الحد بمقدار \u20685.00\u00a0DZD\u2069",
}


@pytest.fixture
def household(memory: Ground, monkeypatch: pytest.MonkeyPatch) -> Household:
    return Household(memory, monkeypatch)


def spend(household: Household, name: str, minor: int, kind: Any = "expense") -> None:
    from functions.budget import service as budgets
    from tests.ground import context

    budget = budgets.get_standing(context(household.uid), name).budget
    household.ground.spend(household.uid, minor, budget, kind=kind)
    household.settle()


def says(household: Household, name: str) -> str:
    return str(household.get(f"/api/budget/{name}/")["description"])


@pytest.mark.parametrize("language", sorted(OVER))
def test_an_overspent_budget_warns_in_the_persons_language_until_it_is_over_no_more(
    household: Household, language: str
) -> None:
    user(household.uid).update({"profile.personal_info": {"language": language}})
    name = household.ground.budget(household.uid, "Food", 10_000).id
    spend(household, name, 10_500)
    assert OVER[language] in says(household, name)
    spend(household, name, 600, "refund")
    assert says(household, name) == "## Food"
    spend(household, name, 600)
    assert OVER[language] in says(household, name)


def test_a_higher_amount_takes_the_warning_away_at_once(household: Household) -> None:
    name = household.ground.budget(household.uid, "Food", 10_000).id
    spend(household, name, 10_500)
    changed = household.ask("PATCH", f"/api/budget/{name}/", {"budget": 200}).json
    assert changed["description"] == "## Food"  # type: ignore[index]
    lowered = household.ask("PATCH", f"/api/budget/{name}/", {"budget": 90}).json
    assert "Over the limit by 15.00 DZD" in lowered["description"]  # type: ignore[index]


def test_a_warning_tells_what_is_spent_now(household: Household) -> None:
    name = household.ground.budget(household.uid, "Food", 10_000).id
    spend(household, name, 10_500)
    spend(household, name, 2_000)  # no threshold is crossed by it
    assert "Over the limit by 25.00 DZD" in says(household, name)


def test_a_new_period_begins_without_the_warning(household: Household, monkeypatch: pytest.MonkeyPatch) -> None:
    from datetime import timedelta

    from shared.clock import system_clock
    from shared.web import app as web

    name = household.ground.budget(household.uid, "Food", 10_000).id
    spend(household, name, 10_500)
    monkeypatch.setattr(web, "system_clock", lambda: system_clock() + timedelta(days=32))
    assert says(household, name) == "## Food"


def warn(server: GeminiServer, text: str) -> None:
    proposing(server, {"operation": "edit", "title": "Food", "description": text})


def test_the_agents_words_are_shown_while_their_figures_are_true(
    memory: Ground, monkeypatch: pytest.MonkeyPatch, server: GeminiServer
) -> None:
    household = Household(memory, monkeypatch)
    name = memory.budget(household.uid, "Food", 10_000).id
    warn(server, "You spent 105.00 of 100.00 DZD. Cook at home this week.")
    spend(household, name, 10_500)
    assert says(household, name) == "You spent 105.00 of 100.00 DZD. Cook at home this week."
    spend(household, name, 100)
    assert "Over the limit by 6.00 DZD" in says(household, name)


def test_words_with_a_wrong_figure_give_way_to_fixed_ones(
    memory: Ground, monkeypatch: pytest.MonkeyPatch, server: GeminiServer
) -> None:
    household = Household(memory, monkeypatch)
    name = memory.budget(household.uid, "Food", 10_000).id
    warn(server, "You spent 900.00 DZD.")
    spend(household, name, 10_500)
    assert OVER["en"] in says(household, name)


def test_the_warning_stands_in_the_way_of_no_change(
    memory: Ground, monkeypatch: pytest.MonkeyPatch, server: GeminiServer
) -> None:
    household = Household(memory, monkeypatch, income=50_000)
    proposing(server, add("Food", "100", description="Bread and milk."))
    (food,) = generated(household)["budgets"]
    path = f"/api/budget/{food['id']}/"
    tag = household.ask("GET", path).headers["ETag"]
    warn(server, "You spent 105.00 of 100.00 DZD.")
    spend(household, food["id"], 10_500)
    assert household.ask("PATCH", path, {"rollover": True}, **{"If-Match": tag}).status_code == 200
    spend(household, food["id"], 10_500, "refund")
    assert says(household, food["id"]) == "Bread and milk."


@pytest.mark.parametrize("table", [SENTENCES, WARNINGS, OVERSPENDING], ids=["sentences", "warnings", "overspending"])
def test_every_language_has_every_sentence_with_the_same_values(table: Table) -> None:
    assert_alike(table)


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "Overspending detected in Food. Budget: 1000.00, Spent: 1234.50"),
        ("fr", "Dépassement constaté pour Food. Budget : 1\u202f000,00, dépensé : 1\u202f234,50"),
        ("ar", "رُصد تجاوز في ميزانية \u2068Food\u2069. الميزانية: \u20681,000.00\u2069، المُنفق: \u20681,234.50\u2069"),
    ],
)
def test_the_sentence_about_overspending_is_in_the_persons_language(language: str, told: str) -> None:
    assert overspending("Food", Money(100_000, "DZD"), Money(123_450, "DZD"), Language(language)) == told


def test_accept_language_is_asked_where_the_profile_says_nothing(household: Household) -> None:
    budget = household.ground.budget(household.uid, "Food", 10_000)
    household.ground.spend(household.uid, 10_500, budget)  # no worker has written about it yet
    shown = household.ask("GET", f"/api/budget/{budget.id}/", **{"Accept-Language": "fr-FR,fr;q=0.9,en;q=0.8"}).json
    assert OVER["fr"] in shown["description"]  # type: ignore[index]


@pytest.mark.parametrize("language", sorted(OVER))
def test_the_local_models_warnings_are_shown_in_each_language(
    memory: Ground, monkeypatch: pytest.MonkeyPatch, server: GeminiServer, language: str
) -> None:
    household = Household(memory, monkeypatch)
    server.script.load({"mode": "engine"})
    user(household.uid).update({"profile.personal_info": {"language": language}})
    name = memory.budget(household.uid, "Food", 10_000).id
    spend(household, name, 10_500)
    stored = user(household.uid).collection("budgets").document(name).get().to_dict() or {}
    assert says(household, name) == stored["warning"]["text"]
    assert OVER[language] not in says(household, name)
