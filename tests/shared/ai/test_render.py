"""Instructions say the numbers that the rules use."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.expenses.agents.expense_manager import AGENT, ExtractedItem, Extraction
from functions.expenses.rules import limits
from functions.expenses.rules.message import read_message
from shared.ai.render import render


def test_names_are_replaced_and_other_braces_stay() -> None:
    assert render('{most} of {"a": 1} and {MOST}, {most}', most=5) == '5 of {"a": 1} and {MOST}, 5'


@pytest.mark.parametrize(("template", "numbers"), [("{a} {b}", {"a": 1}), ("{a}", {"a": 1, "b": 2}), ("x", {"a": 1})])
def test_a_missing_and_an_unused_name_are_refused(template: str, numbers: dict[str, int]) -> None:
    with pytest.raises(ValueError, match=r"missing .* not used"):
        render(template, **numbers)


@given(st.dictionaries(st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True), st.integers(), min_size=1))
def test_every_number_stands_where_its_name_stood(numbers: dict[str, int]) -> None:
    template = "|".join(f"{{{name}}}" for name in numbers)
    assert render(template, **numbers) == "|".join(map(str, numbers.values()))


def test_the_expense_manager_is_told_the_limits_of_its_answer() -> None:
    for words in (
        f"at most {limits.WHOLE_DIGITS} digits before the point and {limits.FRACTION_DIGITS} after it",
        f"several expenses, at most {limits.MOST_EXPENSES}",
        f"items, at most {limits.MOST_ITEMS}",
    ):
        assert words in AGENT.instructions
    schema = Extraction.model_json_schema()
    assert schema["properties"]["expenses"]["maxItems"] == limits.MOST_EXPENSES
    assert schema["$defs"]["ExtractedExpense"]["properties"]["items"]["maxItems"] == limits.MOST_ITEMS


def test_the_same_limits_hold_for_its_amounts_and_for_the_rules() -> None:
    from datetime import date

    def takes(amount: str) -> bool:
        try:
            ExtractedItem(name="x", quantity=None, unit_price=None, amount=amount)
        except ValueError:
            return False
        return True

    whole, fraction = "9" * limits.WHOLE_DIGITS, "9" * limits.FRACTION_DIGITS
    assert takes(f"{whole}.{fraction}")
    assert not takes(f"9{whole}.{fraction}")
    assert not takes(f"{whole}.{fraction}9")
    many = "\n".join(f"coffee {price} DZD" for price in range(100, 100 + limits.MOST_EXPENSES + 5))
    assert len(read_message(many, today=date(2026, 11, 25), currency="DZD")) == limits.MOST_EXPENSES
