"""What the conversation says, asks and keeps is in the person's language: English, French and Arabic alike."""

import pytest

from functions.budget.rules import summaries as of_budgets
from functions.chat.rules import asking, refusals, wording
from functions.expenses.rules import summaries as of_expenses
from functions.users.rules import labels
from tests.chat.talking import Talker
from tests.templates import Table, assert_alike, values_in


@pytest.mark.parametrize(
    "table", [wording.WORDS, asking.WORDS, refusals.WHY, of_budgets.WORDS, of_expenses.WORDS, labels.LABELS]
)
def test_every_language_has_every_text(table: Table) -> None:
    assert_alike(table)


@pytest.mark.parametrize("table", [wording.WORDS, asking.WORDS, refusals.WHY, of_budgets.WORDS, of_expenses.WORDS])
def test_arabic_is_written_in_arabic(table: dict[str, dict[str, str]]) -> None:
    for name, text in table["ar"].items():
        bare = "".join(char for char in text if char.isalpha() and char.isascii())
        inside = "".join(char for one in values_in(text) for char in one if char.isalpha())
        assert sorted(bare) == sorted(inside), name


ASKED = [
    ("supprime le budget Transport", "Supprimer Transport (8\u00a0000,00\u00a0DZD) ?", "Supprimer Transport"),
    ("delete the Transport budget", "Delete Transport (8000.00 DZD)?", "Delete Transport"),
    ("احذف ميزانية النقل", "حذف", "حذف"),
]


@pytest.mark.parametrize(("message", "summary", "done"), ASKED)
def test_a_confirmation_is_asked_in_the_language_of_the_message(
    talker: Talker, message: str, summary: str, done: str
) -> None:
    talker.ground.budget(talker.uid, "Transport", 800_000)
    (action,) = talker.say(message)["actions"]
    assert action["summary"].replace("\u202f", "\u00a0").startswith(summary)
    assert action["summary"][-1] in "?؟"
    answered = talker.ask("POST", f"/api/chat/actions/{action['id']}/confirm/", json={"confirm": True})
    shown = answered.json["summary"] if answered.json else ""
    assert shown.startswith(done)
    assert shown[-1] not in "?؟"


@pytest.mark.parametrize(
    ("language", "parts"),
    [("en", ("8000.00 → 9000.00 DZD",)), ("fr", ("000,00 → 9", "DZD")), ("ar", ("←",))],
)
def test_what_was_done_is_kept_in_the_language_of_the_profile(
    talker: Talker, language: str, parts: tuple[str, ...]
) -> None:
    talker.set_profile(personal_info__language=language)
    talker.ground.budget(talker.uid, "Transport", 800_000)
    (action,) = talker.say("Transport: set it to 9000")["actions"]
    assert action["status"] == "done"
    assert all(part in action["summary"] for part in parts), action["summary"]


@pytest.mark.parametrize(
    ("message", "called"), [("Je gagne 95 000 DA par mois", "Revenu mensuel"), ("راتبي 95000 دينار", "الدخل الشهري")]
)
def test_fields_of_the_profile_have_names_that_people_know(talker: Talker, message: str, called: str) -> None:
    answer = talker.say(message)
    assert called in answer["actions"][0]["summary"]
    assert called in answer["msg"]


@pytest.mark.parametrize(
    ("message", "language"),
    [("crée un budget Transport de 5000", "fr"), ("أنشئ ميزانية Transport بمبلغ 5000", "ar")],
)
def test_a_refusal_is_explained_in_the_language_of_the_message(talker: Talker, message: str, language: str) -> None:
    talker.ground.budget(talker.uid, "Transport", 800_000)
    told = talker.say(message)["msg"]
    assert refusals.WHY[language]["conflict"] in told
    assert "There is a budget" not in told
