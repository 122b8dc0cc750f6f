"""What calls use and cost, by a dated table of prices."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dev.gemini.server import GeminiServer
from shared.ai.usage import Usage, cost_of
from shared.config import MODEL_PRICES, ConfigError, Price, config, read_config, read_prices
from tests.shared.ai.asking import GOOD, ask
from tests.shared.ai.clerk import parts, read, serve, turn_of, words

DAY = date(2026, 11, 22)
TOLD = {
    "promptTokenCount": 1_000,
    "cachedContentTokenCount": 400,
    "candidatesTokenCount": 20,
    "thoughtsTokenCount": 30,
    "totalTokenCount": 1_050,
}


def metered(item: dict[str, Any], **told: Any) -> dict[str, Any]:
    return {"body": {**item["body"], "usageMetadata": told or TOLD}}


def test_each_call_tells_what_it_used_and_the_turn_adds_it_up(server: GeminiServer) -> None:
    turn = turn_of()
    serve(server, turn, metered(parts(read("a"))), metered(words()))
    one, other = turn.budget.calls()
    cost = (1_000 * Decimal("0.30") + 50 * Decimal("2.50")) / 1_000_000
    assert one.usage == other.usage == Usage(1, 1_000, 20, 30, 400, cost)
    assert (one.agent, one.model) == ("clerk", "gemini-2.5-flash")
    assert turn.usage == Usage(2, 2_000, 40, 60, 800, 2 * cost)


def test_a_repair_and_a_wasted_answer_are_counted_too(server: GeminiServer) -> None:
    wrong = metered({"body": {"candidates": words("no")["body"]["candidates"]}})
    found = ask(server, wrong, GOOD)
    assert found.calls == 2
    assert found.input_tokens >= 1_000


def test_a_model_without_a_price_costs_none_and_never_nothing(
    server: GeminiServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MODELS_FLASH", "gemini-flash-latest")
    config.cache_clear()
    turn = turn_of()
    serve(server, turn, metered(words()))
    assert turn.usage.cost is None
    assert turn.usage.prompt == 1_000


def test_an_alias_costs_what_the_version_costs_that_answered(
    server: GeminiServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MODELS_FLASH", "gemini-flash-latest")
    config.cache_clear()
    answer = metered(words())
    answer["body"]["modelVersion"] = "gemini-3.5-flash"
    turn = turn_of()
    serve(server, turn, answer)
    assert turn.usage.cost == (1_000 * Decimal("1.50") + 50 * Decimal("9.00")) / 1_000_000


def test_an_answer_that_does_not_tell_its_usage_has_no_known_cost(server: GeminiServer) -> None:
    turn = turn_of()
    serve(server, turn, words())
    assert turn.usage.cost is None


def test_the_table_of_the_configuration_replaces_prices_by_model(
    server: GeminiServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(
        "MODEL_PRICES",
        '{"gemini-2.5-flash": {"input": 1, "output": "10", "cached": 0.25, "read": "2026-11-25"}}',
    )
    config.cache_clear()
    turn = turn_of()
    serve(server, turn, metered(words()))
    assert turn.usage.cost == (600 * 1 + 400 * Decimal("0.25") + 50 * 10) / Decimal(1_000_000)
    assert config().model_prices["gemini-3.5-flash"] == MODEL_PRICES["gemini-3.5-flash"]


def test_every_price_of_the_table_is_exact_and_dated() -> None:
    assert MODEL_PRICES
    for prices in MODEL_PRICES.values():
        for price in prices:
            assert isinstance(price.input, Decimal)
            assert price.read == DAY
    configured = read_config({"GOOGLE_CLOUD_PROJECT": "p"})
    for models in configured.models.values():
        assert set(models) <= set(configured.model_prices)


def test_a_price_holds_from_its_day() -> None:
    used, prices = Usage(calls=1, prompt=1_000_000), MODEL_PRICES["gemini-3.8-flash"]
    assert cost_of(used, prices, date(2026, 12, 31)) == Decimal("0.75")
    assert cost_of(used, prices, date(2027, 1, 1)) == Decimal("1.50")
    assert cost_of(used, prices[1:], date(2026, 12, 31)) is None


@pytest.mark.parametrize(
    "text",
    [
        "[]",
        "no",
        '{"m": {}}',
        '{"m": {"input": "1", "output": "1"}}',
        '{"m": {"input": "-1", "output": "1", "read": "2026-11-22"}}',
        '{"m": {"input": true, "output": "1", "read": "2026-11-22"}}',
        '{"m": {"input": "NaN", "output": "1", "read": "2026-11-22"}}',
        '{"m": {"input": NaN, "output": "1", "read": "2026-11-22"}}',
        '{"m": {"input": "1", "output": "1", "read": "yesterday"}}',
        '{"m": {"input": "1", "output": "1", "read": "2026-11-22", "extra": 1}}',
        '{"m": 7}',
        '{"m": [7]}',
        '{"m": "free"}',
    ],
)
def test_a_table_that_is_not_one_stops_the_process(text: str) -> None:
    with pytest.raises(ConfigError, match="MODEL_PRICES"):
        read_prices(text)


counts = st.integers(0, 10_000_000)
usages = st.builds(Usage, st.just(1), counts, counts, counts, counts, st.none() | st.just(Decimal("0.001")))
rates = st.decimals(0, 100, places=4)


@given(usages, usages, usages)
def test_usage_adds_up_in_any_order_and_an_unknown_cost_stays_unknown(a: Usage, b: Usage, c: Usage) -> None:
    assert (a + b) + c == a + (b + c)
    assert a + b == b + a
    assert a + Usage() == a
    assert ((a + b).cost is None) == (a.cost is None or b.cost is None)


@given(usages, rates, rates, rates)
def test_a_cost_is_exact_and_a_cache_never_makes_it_dearer(
    used: Usage, asked: Decimal, answered: Decimal, cached: Decimal
) -> None:
    full = cost_of(used, [Price(asked, answered, DAY)], DAY)
    assert full == (used.prompt * asked + (used.output + used.thoughts) * answered) / 1_000_000
    cheaper = cost_of(used, [Price(asked, answered, DAY, cached=min(asked, cached))], DAY)
    assert full is not None
    assert cheaper is not None
    assert 0 <= cheaper <= full
