"""Bodies that somebody made to hurt: each is a clear problem, never an error of ours, and changes nothing."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.users.rules import free_keys
from shared.errors import InvalidInput
from shared.gcp import identity
from shared.gcp.firestore import client, user
from shared.web.strict_json import parse_object
from tests.users.conftest import Call
from tests.users.people import person

OBJECTS = ("user_ai_preferences", "personal_info", "extra_info")
DEEP: Any = "x"
for _ in range(20):
    DEEP = {"a": DEEP}
VALUES: dict[str, Any] = {
    "reserved key": {"__name__": 1},
    "reserved key below": {"a": {"__x__": 1}},
    "empty key": {"": 1},
    "long key": {"k" * 101: 1},
    "list in a list": {"a": [[1]]},
    "half a character": {"a": "\ud800"},
    "half a character as key": {"\udfff": 1},
    "null character": {"a": "\x00"},
    "endless number": {"a": 10**30},
    "endless digits": {"a": 0.1234567890123456789e-200},
    "long text": {"a": "x" * 2001},
    "much text": {f"k{n}": "x" * 2000 for n in range(11)},
    "many keys": {f"k{n}": 1 for n in range(51)},
    "deep": {"a": DEEP},
    "no object": [1],
    "text": "x",
}


@pytest.mark.parametrize("value", VALUES.values(), ids=VALUES.keys())
def test_an_object_takes_only_what_can_be_kept(call: Call, value: Any) -> None:
    who = person(call)
    before = call("GET", "/api/users/me/", who.access).json
    for name in OBJECTS:
        body = json.dumps({name: value, "savings": 5})
        answer = call("PATCH", "/api/users/me/", who.access, data=body, content_type="application/json")
        assert answer.json is not None
        assert (answer.status_code, answer.json["code"]) == (400, "invalid_field"), answer.text
    assert call("GET", "/api/users/me/", who.access).json == before


def test_numbers_in_an_object_come_back_as_they_were_meant(call: Call) -> None:
    who = person(call)
    body = '{"extra_info":{"budget_minimums":{"Rent":20000.00,"Food":"1500.50","Bus":99.95},"pets":2}}'
    answer = call("PATCH", "/api/users/me/", who.access, data=body, content_type="application/json")
    assert answer.json is not None
    minimums = answer.json["profile"]["extra_info"]["budget_minimums"]
    assert minimums == {"Rent": 20000, "Food": "1500.50", "Bus": "99.95"}


TEXTS = ["", "a/b", "../x", "..", "__x__", "\ud800", "\x00", "a b", "é" * 5, "x" * 101, "\u202eabc", "ab"]
NO_TEXTS: list[Any] = [None, 5, True, [], {}, ["amine"]]
REFUSED = (
    [("username", text) for text in TEXTS if text != "__x__"]
    + [("email", text) for text in TEXTS]
    + [("password", text) for text in ("", "short", "\ud800" * 8, "\x00" * 8, "line\nbreak", "x" * 4097)]
    + [("first_name", text) for text in ("\ud800", "x" * 101)]
    + [(field, value) for field in ("username", "email", "password", "first_name") for value in NO_TEXTS]
)


@pytest.mark.parametrize(("field", "value"), REFUSED, ids=lambda one: ascii(one)[:24])
def test_a_sign_up_with_nonsense_makes_nobody(call: Call, new_user: dict[str, str], field: str, value: Any) -> None:
    body = json.dumps({**new_user, field: value})
    answer = call("POST", "/api/users/create/", data=body, content_type="application/json")
    assert answer.status_code == 400, answer.text
    assert not client().collection("usernames").document(new_user["username"]).get().exists
    assert identity.find_uid(new_user["email"]) is None


@pytest.mark.parametrize("value", TEXTS, ids=[ascii(one)[:24] for one in TEXTS])
@pytest.mark.parametrize("field", ["username", "email"])
def test_a_sign_in_with_nonsense_is_refused_and_no_error(call: Call, field: str, value: str) -> None:
    body = json.dumps({field: value, "password": "something"})
    answer = call("POST", "/api/token/", data=body, content_type="application/json")
    assert answer.status_code in {400, 401}, answer.text


@pytest.mark.parametrize("value", [*TEXTS, "a.b.c", "x" * 4097], ids=lambda one: ascii(one)[:24])
def test_a_refresh_with_nonsense_is_refused_and_no_error(call: Call, value: str) -> None:
    body = json.dumps({"refresh": value})
    answer = call("POST", "/api/token/refresh/", data=body, content_type="application/json")
    assert answer.status_code in {400, 401}, answer.text


def test_a_user_name_that_the_store_keeps_for_itself_can_be_had(call: Call, new_user: dict[str, str]) -> None:
    name = f"__{new_user['username'][-12:]}__"
    assert call("POST", "/api/users/create/", json={**new_user, "username": name}).status_code == 201
    answer = call("POST", "/api/token/", json={"username": name.upper(), "password": new_user["password"]})
    assert answer.status_code == 200


_JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text()
    | st.floats(allow_nan=False, allow_infinity=False, allow_subnormal=False),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)


@given(old=st.dictionaries(st.text("abc", min_size=1, max_size=2), st.integers(0, 9)),
       change=st.dictionaries(st.text(max_size=12), _JSON, max_size=6))  # fmt: skip
def test_a_merge_keeps_every_other_key_and_holds_only_what_the_store_takes(
    old: dict[str, Any], change: dict[str, Any]
) -> None:
    sent = parse_object(json.dumps({"o": change}).encode())["o"]
    try:
        found = free_keys.merged("extra_info", old, sent)
    except InvalidInput:
        return
    assert {key: found[key] for key in old if key not in change} == {
        key: value for key, value in old.items() if key not in change
    }
    assert found.keys() == {key for key in {**old, **change} if {**old, **sent}[key] is not None}
    assert None not in found.values()
    _storable(found, in_list=False)


def _storable(value: Any, *, in_list: bool) -> None:
    if isinstance(value, dict):
        for key, one in value.items():
            assert key
            assert not (key.startswith("__") and key.endswith("__") and len(key) > 3)
            _storable(one, in_list=False)
    elif isinstance(value, list):
        assert not in_list
        for one in value:
            _storable(one, in_list=True)
    else:
        assert value is None or isinstance(value, bool | str | int)
        assert not isinstance(value, int) or abs(value) <= 2**53
        str(value).encode()


def test_what_passes_the_rules_passes_the_store(call: Call) -> None:
    who = person(call)
    value = {"a.b": {"c`d": ["é", {"x": None}, True, -5]}, "~*/[]": "\u202e", "__": 1, "k" * 100: "x" * 2000}
    answer = call("PATCH", "/api/users/me/", who.access, json={"extra_info": value})
    assert answer.status_code == 200, answer.text
    stored: Any = user(who.uid).get().to_dict()
    assert stored["profile"]["extra_info"] == value
