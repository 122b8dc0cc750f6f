"""Signing up, signing in and the profile, through the routes."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.users.conftest import Call


def sign_up(call: Call, user: dict[str, str]) -> Any:
    answer = call("POST", "/api/users/create/", json=user)
    assert answer.status_code == 201, answer.text
    return answer.json


def test_a_new_user_can_use_the_returned_token_at_once(call: Call, new_user: dict[str, str]) -> None:
    made = sign_up(call, new_user)
    me = call("GET", "/api/users/me/", made["access"])
    assert me.status_code == 200
    assert me.json is not None
    assert (me.json["id"], me.json["username"]) == (made["id"], new_user["username"])
    assert me.json["profile"]["currency"] == "DZD"
    assert me.json["profile"]["onboarding_status"] == "not_started"


def test_a_person_signs_in_by_name_in_any_case_and_by_email(call: Call, new_user: dict[str, str]) -> None:
    sign_up(call, new_user)
    for who in ({"username": new_user["username"].upper()}, {"email": new_user["email"]}):
        answer = call("POST", "/api/token/", json={**who, "password": new_user["password"]})
        assert answer.status_code == 200
        assert answer.json is not None
        again = call("POST", "/api/token/refresh/", json={"refresh": answer.json["refresh"]})
        assert again.status_code == 200


def test_an_unknown_user_and_a_wrong_password_get_the_same_answer(call: Call, new_user: dict[str, str]) -> None:
    sign_up(call, new_user)
    wrong = call("POST", "/api/token/", json={"username": new_user["username"], "password": "not it at all"})
    unknown = call("POST", "/api/token/", json={"username": "nobody-here", "password": "not it at all"})
    assert wrong.status_code == unknown.status_code == 401
    assert wrong.json is not None
    assert unknown.json is not None
    assert wrong.json["code"] == unknown.json["code"] == "invalid_credentials"
    assert wrong.json["detail"] == unknown.json["detail"]


def test_a_user_name_is_unique_whatever_its_case(call: Call, new_user: dict[str, str]) -> None:
    sign_up(call, new_user)
    other = {**new_user, "username": new_user["username"].upper(), "email": f"x{new_user['email']}"}
    answer = call("POST", "/api/users/create/", json=other)
    assert answer.status_code == 400
    assert answer.json is not None
    assert answer.json["code"] == "username_taken"


def test_of_two_racers_for_a_name_one_wins_and_the_other_leaves_nothing(call: Call, new_user: dict[str, str]) -> None:
    bodies = [{**new_user, "email": f"{n}{new_user['email']}"} for n in range(4)]
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda body: call("POST", "/api/users/create/", json=body), bodies))
    assert sorted(answer.status_code for answer in answers) == [201, 400, 400, 400]
    for body, answer in zip(bodies, answers, strict=True):
        again = call("POST", "/api/token/", json={"email": body["email"], "password": body["password"]})
        assert again.status_code == (200 if answer.status_code == 201 else 401)


def test_a_profile_merges_its_objects_and_prints_amounts_exactly(call: Call, new_user: dict[str, str]) -> None:
    token = sign_up(call, new_user)["access"]
    call("PATCH", "/api/users/me/", token, json={"personal_info": {"preferred_currency": "TND", "language": "fr"}})
    answer = call(
        "PATCH", "/api/users/me/", token, json={"monthly_income": 1234.5, "personal_info": {"language": None}}
    )
    assert answer.status_code == 200
    assert '"monthly_income": 1234.500' in answer.text
    assert answer.json is not None
    assert answer.json["profile"]["personal_info"] == {"preferred_currency": "TND"}
    assert call("GET", "/api/users/me/", token).json == answer.json


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b'{"monthly_income":NaN}', "invalid_json"),
        (b'{"monthly_income":1,"monthly_income":2}', "invalid_json"),
        (b"[" * 50 + b"]" * 50, "invalid_json"),
        (b'{"monthly_income":1e400}', "invalid_json"),
        (b'{"monthly_income":true}', "invalid_amount"),
        (b'{"monthly_income":"1_000"}', "invalid_amount"),
        (b'{"monthly_income":1.001}', "invalid_amount"),
        (b'{"monthly_income":-1}', "invalid_amount"),
        (b'{"monthly_income":99999999999999}', "invalid_amount"),
        (b'{"surprise":1}', "unknown_field"),
        (b'{"currency":"EUR"}', "read_only_field"),
        (b'{"time_zone":"Mars/Base"}', "invalid_field"),
        (b'{"period_start_day":29}', "invalid_field"),
        (b'{"personal_info":{"preferred_currency":"XYZ"}}', "invalid_field"),
    ],
)
def test_bad_input_is_a_clear_problem_and_changes_nothing(
    call: Call, new_user: dict[str, str], body: bytes, code: str
) -> None:
    token = sign_up(call, new_user)["access"]
    before = call("GET", "/api/users/me/", token).json
    answer = call("PATCH", "/api/users/me/", token, data=body, content_type="application/json")
    assert answer.status_code == 400
    assert answer.content_type == "application/problem+json"
    assert answer.json is not None
    assert answer.json["code"] == code
    assert call("GET", "/api/users/me/", token).json == before


def test_one_key_gives_one_effect_and_the_same_answer_again(call: Call, new_user: dict[str, str]) -> None:
    token = sign_up(call, new_user)["access"]
    keyed = {"headers": {"Idempotency-Key": "k1"}}
    first = call("PATCH", "/api/users/me/", token, json={"monthly_income": 100}, **keyed)
    call("PATCH", "/api/users/me/", token, json={"monthly_income": 200})
    second = call("PATCH", "/api/users/me/", token, json={"monthly_income": 100}, **keyed)
    assert (second.status_code, second.text) == (first.status_code, first.text)
    assert second.headers["Idempotent-Replay"] == "true"
    other = call("PATCH", "/api/users/me/", token, json={"monthly_income": 300}, **keyed)
    assert other.status_code == 422


def test_framework_errors_are_problems_in_the_order_405_401_404(call: Call) -> None:
    for method, path, status in [("DELETE", "/api/token/", 405), ("GET", "/api/users/me/", 401), ("GET", "/x/", 401)]:
        answer = call(method, path)
        assert answer.status_code == status
        assert answer.content_type == "application/problem+json"


def test_a_body_that_is_no_json_is_415_and_one_that_is_too_large_413(call: Call) -> None:
    assert call("POST", "/api/token/", data=b"x", content_type="text/plain").status_code == 415
    big = b'{"username":"' + b"a" * 1_000_001 + b'"}'
    assert call("POST", "/api/token/", data=big, content_type="application/json").status_code == 413


def test_the_slash_at_the_end_may_be_left_out(call: Call) -> None:
    assert call("GET", "/api/users/me").status_code == 401
