"""Whatever asks a model outside of a conversation counts for the month, and asks none once that is used up."""

import io
import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from dev.gemini.server import GeminiServer
from functions.expenses.models import ReceivedFile
from functions.expenses.service import pending, reading
from functions.journal import service as journal
from functions.ledger import service as ledger
from functions.ledger.models import Receipt
from shared.ai.budget import Budget
from shared.ai.turn import Turn
from shared.ai.usage import CallUsage
from shared.clock import system_clock
from shared.config import config
from shared.errors import Unavailable
from shared.gcp import firestore
from tests.budget.memory import memory
from tests.budget.people import Household
from tests.ground import Ground, context
from tests.log_lines import events, written
from tests.shared.ai.conftest import server
from tests.shared.web.photos import blank_png

__all__ = ["memory", "server", "written"]


@dataclass
class Asked:
    """Calls of models that were answered, as the client saw them."""

    calls: list[CallUsage] = field(default_factory=list)

    @property
    def tokens(self) -> int:
        return sum(call.usage.tokens for call in self.calls)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Asked:
    found, spend = Asked(), Budget.spend

    def noting(budget: Budget, call: CallUsage) -> None:
        found.calls.append(call)
        spend(budget, call)

    monkeypatch.setattr(Budget, "spend", noting)
    return found


@pytest.fixture
def household(memory: Ground, monkeypatch: pytest.MonkeyPatch, server: GeminiServer) -> Household:
    assert server
    found = Household(memory, monkeypatch, income=8_500_000)
    found.ground.budget(found.uid, "Food", 2_000_000)
    found.ground.budget(found.uid, "Rent", 3_000_000)
    return found


def words(household: Household) -> None:
    from functions.expenses.api import app

    answered = app.test_client().post("/api/expenses/", json={"message": "I spent 500 DZD at a coffee shop"})
    assert answered.status_code == 201, answered.text


def _receipt(household: Household, monkeypatch: pytest.MonkeyPatch, server: GeminiServer) -> str:
    """A receipt that waits, and whose file is there; the model reads 100 DZD in it."""
    receipt = Receipt("rcp_0000000000000000000000000", "image/png", 1, "0" * 64, stored=True)
    file = ReceivedFile(blank_png(8, 8), "image/png", 1, "0" * 64)
    monkeypatch.setattr(pending, "_file", lambda *_: file)
    unsaid: dict[str, Any] = dict.fromkeys(("currency", "date", "merchant", "category", "tax", "tip", "discount"))
    coffee: dict[str, Any] = {**unsaid, "product_name": "Coffee", "amount": "100", "earned": False, "items": []}
    read = {"expenses": [coffee], "total": None, "language": None}
    says = {"when": {"agent": "expense_manager"}, "body": {"json": read}}
    server.script.load({"mode": "script", "queue": [says, says]})
    return household.ground.spend(household.uid, None, status="pending", receipt=receipt).id


def report(household: Household) -> None:
    from functions.reports.api import app

    assert app.test_client().post("/api/expenses/report/", json={"message": "monthly"}).status_code == 200


def forecast(household: Household) -> None:
    from functions.forecast.api import app

    for back in range(6):
        day = household.ground.today().replace(day=1) - timedelta(days=30 * back + 3)
        household.ground.spend(household.uid, 500_000 + back, date=day)
    assert app.test_client().post("/api/forecast/", json={"message": "next month"}).status_code == 200


def advice(household: Household) -> None:
    from functions.advisor.api import app

    body = {"message": "How do I save more?"}
    assert app.test_client().post("/api/advisor/recommend/", json=body).status_code == 200


def plan(household: Household) -> None:
    assert household.ask("POST", "/api/budget/generate/", {}).status_code == 200


def rebalancing(household: Household) -> None:
    name = household.get("/api/budget/")[0]["id"]
    assert household.ask("PATCH", f"/api/budget/{name}/", {"budget": 10_000}).status_code == 200
    household.settle()
    assert sum(household.amounts().values()) == 50_000


def warning(household: Household) -> None:
    from functions.budget import service as budgets

    name = next(row["id"] for row in household.get("/api/budget/") if row["title"] == "Food")
    budget = budgets.get_standing(context(household.uid), name).budget
    household.ground.spend(household.uid, 2_100_000, budget)
    household.settle()
    assert "1000.00 DZD" in household.get(f"/api/budget/{name}/")["description"].replace(",", "")


WAYS: list[Callable[[Household], None]] = [words, report, forecast, advice, plan, rebalancing, warning]


def spent(household: Household) -> int:
    return journal.spending(household.uid, system_clock()).tokens


def use_up(monkeypatch: pytest.MonkeyPatch, setting: str = "MONTHLY_COST_CAP_USD") -> None:
    monkeypatch.setenv(setting, "0")
    config.cache_clear()


@pytest.mark.parametrize("ask", WAYS)
def test_what_is_asked_outside_of_a_conversation_counts_and_is_told_to_operators(
    household: Household, asked: Asked, written: io.StringIO, ask: Callable[[Household], None]
) -> None:
    ask(household)
    assert asked.tokens > 0
    assert spent(household) == asked.tokens
    lines = events(written, "model_spend")
    assert {line["agent"] for line in lines} == {call.agent for call in asked.calls}
    assert (sum(line["tokens"] for line in lines), sum(line["calls"] for line in lines)) == (
        asked.tokens,
        len(asked.calls),
    )


@pytest.mark.parametrize("ask", [one for one in WAYS if one is not forecast])
def test_what_was_used_is_counted_in_the_commit_of_what_came_of_it(
    household: Household, asked: Asked, monkeypatch: pytest.MonkeyPatch, ask: Callable[[Household], None]
) -> None:
    """So that it counts once and for certain; only an answer in words, which is not kept, is counted alone."""
    from functions.journal.service import metering

    alone = list[Any]()
    monkeypatch.setattr(metering, "count_alone", lambda *about: alone.append(about))
    ask(household)
    assert (alone, spent(household)) == ([], asked.tokens)


def test_what_is_asked_within_a_conversation_is_left_to_it(household: Household, server: GeminiServer) -> None:
    from functions.expenses import service as expenses
    from functions.expenses.models import Submission

    turn: Turn[None] = Turn(None)
    acting = replace(context(household.uid), turn=turn)
    expenses.record_expense(acting, Submission("I spent 500 DZD at a coffee shop"), lambda _: (201, ""))
    assert turn.usage.tokens > 0
    assert spent(household) == 0


def test_what_a_faster_reader_made_useless_counts_all_the_same(
    household: Household, asked: Asked, server: GeminiServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = _receipt(household, monkeypatch, server)
    real = reading.read

    def meanwhile(*given: Any) -> Any:
        found, uid = real(*given), household.uid
        commit, read = context(uid).commit(), ledger.Read(uid, name)
        ledger.settle(context(uid), commit, read, (replace(read.entry, status="needs_review"),))
        commit.run()
        return found

    monkeypatch.setattr(pending, "read", meanwhile)
    assert pending.read_pending_receipt(context(household.uid), name)
    assert ledger.Read(household.uid, name).entry.status == "needs_review"
    assert spent(household) == asked.tokens > 0


@pytest.mark.parametrize("setting", ["MONTHLY_COST_CAP_USD", "DAILY_TOKENS"])
@pytest.mark.parametrize("ask", WAYS)
def test_once_it_is_used_up_no_model_is_asked_and_the_work_is_done_by_rules(  # noqa: PLR0917 (fixtures)
    household: Household,
    asked: Asked,
    server: GeminiServer,
    monkeypatch: pytest.MonkeyPatch,
    ask: Callable[[Household], None],
    setting: str,
) -> None:
    use_up(monkeypatch, setting)
    ask(household)
    assert (asked.calls, sum(server.script.calls.values()), spent(household)) == ([], 0, 0)


def test_what_was_used_counts_also_where_nothing_came_of_it(household: Household, asked: Asked) -> None:
    from functions.expenses.api import app

    answered = app.test_client().post("/api/expenses/", json={"message": "It rained all day"})
    assert answered.status_code == 422
    assert spent(household) == asked.tokens > 0


def test_an_answer_does_not_fail_for_what_it_used_cannot_be_counted(
    household: Household, asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    from functions.journal.service import metering

    def down(*_: Any) -> None:
        raise Unavailable("The store cannot be reached at the moment.")

    monkeypatch.setattr(metering, "count_alone", down)
    forecast(household)
    assert asked.calls
    assert spent(household) == 0


def test_a_repetition_of_a_request_counts_once(household: Household, asked: Asked) -> None:
    from functions.expenses.api import app

    for _ in range(3):
        body, headers = {"message": "I spent 500 DZD at a coffee shop"}, {"Idempotency-Key": "coffee"}
        assert app.test_client().post("/api/expenses/", json=body, headers=headers).status_code == 201
    assert len(asked.calls) == 1
    assert spent(household) == asked.tokens


def test_words_that_rules_cannot_read_are_refused_with_when_to_come_back(
    household: Household, monkeypatch: pytest.MonkeyPatch
) -> None:
    from functions.expenses.api import app

    use_up(monkeypatch)
    answered = app.test_client().post("/api/expenses/", json={"message": "a little something for the cat"})
    assert (answered.status_code, answered.json["code"]) == (429, "cost_cap_reached")  # type: ignore[index]
    now = system_clock()
    following = (now.replace(day=1) + timedelta(days=32)).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    assert int(answered.headers["Retry-After"]) == pytest.approx((following - now).total_seconds(), abs=5)


def test_a_receipt_that_has_to_wait_for_it_is_kept_and_says_so(
    household: Household, asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    from functions.expenses.api import app
    from shared.gcp import storage

    kept = list[str]()
    monkeypatch.setattr(storage, "put", lambda name, *_: kept.append(name))
    use_up(monkeypatch)
    sent = {"file": (io.BytesIO(blank_png(8, 8)), "receipt.png")}
    answered: Any = app.test_client().post("/api/expenses/", data=sent)
    assert (answered.status_code, answered.json["degraded"], asked.calls) == (202, True, [])
    assert "allowance, which is used up" in answered.json["message"]
    assert [one["status"] for one in answered.json["expenses"]] == ["pending"]
    assert len(kept) == 1


def test_a_plan_made_by_rules_says_that_the_allowance_is_used_up(
    household: Household, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_up(monkeypatch)
    made = json.loads(household.ask("POST", "/api/budget/generate/", {}).text)
    assert made["degraded"]
    assert "The assistant's allowance is used up for now, so fixed rules made this plan." in made["assumptions"]


def test_a_waiting_receipt_counts_when_it_is_read(
    household: Household, asked: Asked, server: GeminiServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = _receipt(household, monkeypatch, server)
    assert pending.read_pending_receipt(context(household.uid), name)
    assert ledger.Read(household.uid, name).entry.minor == 10_000
    assert spent(household) == asked.tokens > 0


def test_a_waiting_receipt_stands_back_until_tomorrow_behind_those_of_others(
    household: Household, asked: Asked, server: GeminiServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    name, now = _receipt(household, monkeypatch, server), system_clock()
    use_up(monkeypatch)
    waiting = (household.uid, name)
    assert ledger.pending_entries(10, now) == [waiting]
    assert pending.read_pending_receipt(context(household.uid, now), name)
    after = ledger.Read(household.uid, name).entry
    assert (after.status, after.version, asked.calls) == ("pending", 1, [])
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    assert ledger.pending_entries(10, midnight - timedelta(seconds=1)) == []
    assert ledger.pending_entries(10, midnight) == [waiting]
    monkeypatch.setenv("MONTHLY_COST_CAP_USD", "2")
    config.cache_clear()
    pending.read_pending(midnight)
    assert ledger.Read(household.uid, name).entry.status == "posted"
    assert ledger.pending_entries(10, midnight + timedelta(days=400)) == []


def test_a_schedule_that_meets_people_who_used_theirs_up_goes_on_with_the_others(
    household: Household, server: GeminiServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Three that fail in a row would stop it, for then the model is down."""
    _receipt(household, monkeypatch, server)
    ours = set[str]()
    receipt = Receipt("rcp_0000000000000000000000000", "image/png", 1, "0" * 64, stored=True)
    for _ in range(4):
        uid = household.ground.person()
        ours.add(uid)
        firestore.user(uid).collection("usage").document(f"{system_clock():%Y-%m}").set({"micros": 10**9})
        household.ground.spend(uid, None, status="pending", receipt=receipt)
    last = household.ground.person()
    name = household.ground.spend(last, None, status="pending", receipt=receipt).id
    pending.read_pending(datetime.now(UTC))
    assert ledger.Read(last, name).entry.status == "posted"
    assert all(journal.spending(uid, system_clock()).is_used_up for uid in ours)
