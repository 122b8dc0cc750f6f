"""Facts beside a text, in the shape that the contract gives them."""

import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.ai.facts import Fact, Snapshot, rendered
from shared.money import Money
from shared.web.app import dumps


@pytest.mark.parametrize(
    ("fact", "shape"),
    [
        (
            Fact("spent", "Spent", 84_250_00, "currency", "DZD", how="sum"),
            '{"id": "spent", "label": "Spent", "value": 84250.00, "unit": "currency", "currency": "DZD", "how": "sum"}',
        ),
        (
            Fact("left", "Left", -1_205, "currency", "TND", how="rest", meaning="headroom"),
            '{"id": "left", "label": "Left", "value": -1.205, "unit": "currency", "currency": "TND", "how": "rest"}',
        ),
        (
            Fact("fare", "Fare", 500, "currency", "JPY"),
            '{"id": "fare", "label": "Fare", "value": 500, "unit": "currency", "currency": "JPY", "how": ""}',
        ),
        (
            Fact("share", "Share", Decimal("38.60"), "percent", how="part / whole"),
            '{"id": "share", "label": "Share", "value": 38.60, "unit": "percent", "how": "part / whole"}',
        ),
        (
            Fact("visits", "Visits", 6, "count"),
            '{"id": "visits", "label": "Visits", "value": 6, "unit": "count", "how": ""}',
        ),
        (Fact("days", "Left", 9, "days"), '{"id": "days", "label": "Left", "value": 9, "unit": "days", "how": ""}'),
        (
            Fact("end", "End", date(2026, 11, 30), "date"),
            '{"id": "end", "label": "End", "value": "2026-11-30", "unit": "date", "how": ""}',
        ),
    ],
)
def test_each_unit_has_the_shape_of_the_contract(fact: Fact, shape: str) -> None:
    text = dumps(rendered(Snapshot((fact,))))
    assert json.loads(text, parse_float=str) == [json.loads(shape, parse_float=str)]


def test_facts_keep_their_order_and_names_of_people_are_not_told() -> None:
    facts = tuple(Fact(name, name, 1, "count") for name in "bca")
    told = rendered(Snapshot(facts, names=("Café Lumen 21",)))
    assert [one["id"] for one in told] == ["b", "c", "a"]
    assert "Lumen" not in json.dumps(told)


@given(st.integers(-(10**12), 10**12), st.sampled_from(["DZD", "JPY", "TND", "EUR"]))
def test_an_amount_is_read_back_exactly(minor: int, currency: str) -> None:
    (told,) = rendered(Snapshot((Fact("x", "x", minor, "currency", currency),)))
    assert Money.parse(told["value"], told["currency"]) == Money(minor, currency)
