"""Rules of profiles on plain data."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.users import rules
from functions.users.models import Origin, User
from functions.users.rules.territory import currency_at
from shared.language import WRITTEN, Language
from shared.money import Money

AT = "2026-11-21T09:30:00Z"


def who(**profile: Any) -> User:
    known = {**rules.new_profile("DZD", "Africa/Algiers", AT), **profile}
    return User("u1", "amine", "amine@example.com", "", "", known, datetime.now(UTC))


@pytest.mark.parametrize(
    ("place", "currency"),
    [
        ("Algiers", "DZD"), ("Alger, Algérie", "DZD"), ("الجزائر", "DZD"), ("وهران", "DZD"), ("TUNIS", "TND"),
        ("الدار البيضاء", "MAD"), ("Lyon, France", "EUR"), ("je vis à Genève", "CHF"), ("Tokyo/Japan", "JPY"),
        ("London, Ontario, Canada", "CAD"), ("New York", "USD"), ("Côte d'Ivoire", "XOF"), ("United Kingdom", "GBP"),
        ("Kuwait City, Kuwait", "KWD"), ("South Korea", "KRW"), ("Paris and London", None), ("Congo", None),
        ("", None), ("somewhere nice", None), (",,,", None), ("x" * 5000, None),
    ],
)  # fmt: skip
def test_a_place_names_its_currency_when_it_is_clear(place: str, currency: str | None) -> None:
    assert currency_at(place) == currency


@given(st.text())
def test_no_text_about_a_place_is_an_error(text: str) -> None:
    found = currency_at(text)
    assert found is None or Money(0, found).decimal == 0


_CHANGES = st.fixed_dictionaries(
    {},
    optional={
        "monthly_income": st.none() | st.integers(0, 10**6),
        "debts": st.none() | st.integers(-(10**6), 10**6),
        "time_zone": st.sampled_from(["Europe/Paris", "Asia/Tokyo"]),
        "period_start_day": st.integers(1, 28),
        "keep_receipts": st.booleans(),
        "personal_info": st.none()
        | st.dictionaries(
            st.sampled_from(["language", "location_context"]), st.none() | st.sampled_from(["fr", "Tunis", "Lyon"])
        ),
        "extra_info": st.none() | st.dictionaries(st.text("ab", min_size=1), st.none() | st.integers(0, 9), max_size=3),
    },
)


@given(st.lists(_CHANGES, min_size=1, max_size=5))
def test_each_known_fact_has_provenance_and_each_change_can_be_taken_back(changes: list[dict[str, Any]]) -> None:
    person = who()
    for number, change in enumerate(changes):
        profile = rules.changed_profile(person.profile, change, "DZD", f"at {number}", Origin("inferred", "chat"))
        after = replace(person, profile=profile, version=person.version + 1)
        known = {name for name in rules.FIGURES if profile[name] is not None}
        known |= {f"{name}.{key}" for name in ("personal_info", "extra_info") for key in profile[name]}
        known |= {"currency", "time_zone", "period_start_day", "keep_receipts"}
        assert set(profile["provenance"]) == known
        made = rules.as_change(person, after)
        back = rules.restored(after, made.before or {})
        assert (back.profile, back.version) == (person.profile, after.version + 1)
        assert all(rules.told(person, after, Language(code)) for code in WRITTEN)
        person = after


@given(_CHANGES)
def test_a_change_leaves_what_it_does_not_name(change: dict[str, Any]) -> None:
    old = who(savings=5, user_ai_preferences={"tone": "brief"}).profile
    kept = {name: dict(old[name]) if isinstance(old[name], dict) else old[name] for name in old}
    new = rules.changed_profile(old, change, "DZD", AT)
    assert old == kept
    assert new["user_ai_preferences"] == {"tone": "brief"}
    assert new["savings"] == (5 if new["currency"] == "DZD" else None)
