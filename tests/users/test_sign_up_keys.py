"""A sign-up with an Idempotency-Key: one account, one answer, and no secret in the store."""

import hashlib
import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from werkzeug.test import TestResponse

from shared.errors import Unavailable
from shared.gcp import identity
from shared.gcp.firestore import Commit, client, where
from shared.gcp.sealing import WrongSecret, seal, unseal
from tests.users.conftest import Call

PATH = "/api/users/create/"


def sign_up(call: Call, body: dict[str, str], key: str = "k1") -> TestResponse:
    return call("POST", PATH, json=body, headers={"Idempotency-Key": key})


def test_a_repetition_gets_the_first_answer_with_tokens_that_work(call: Call, new_user: dict[str, str]) -> None:
    first, again = sign_up(call, new_user), sign_up(call, new_user)
    assert first.status_code == again.status_code == 201
    assert again.text == first.text
    assert again.headers["Idempotent-Replay"] == "true"
    assert again.json is not None
    assert call("GET", "/api/users/me/", again.json["access"]).status_code == 200


def test_another_body_or_another_key_is_no_repetition(call: Call, new_user: dict[str, str]) -> None:
    sign_up(call, new_user)
    for other in ({**new_user, "first_name": "Eve"}, {**new_user, "password": "a guess of mine"}):
        answer = sign_up(call, other)
        assert answer.json is not None
        assert (answer.status_code, answer.json["code"]) == (422, "idempotency_key_reused")
    answer = sign_up(call, new_user, "k2")
    assert answer.json is not None
    assert (answer.status_code, answer.json["code"]) == (400, "username_taken")


def test_of_racers_with_one_key_one_signs_up_and_all_get_its_answer_at_last(
    call: Call, new_user: dict[str, str]
) -> None:
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: sign_up(call, new_user), range(8)))
    assert {answer.status_code for answer in answers} <= {201, 409}
    last = sign_up(call, new_user)
    assert last.status_code == 201
    assert {answer.text for answer in answers if answer.status_code == 201} == {last.text}
    assert all(answer.headers["Retry-After"] for answer in answers if answer.status_code == 409)


def test_a_sign_up_that_failed_midway_is_done_by_its_repetition(
    call: Call, new_user: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def down(_: Commit) -> None:
        raise Unavailable("Nothing was lost: please send the request again.")

    with monkeypatch.context() as inside:
        inside.setattr(Commit, "run", down)
        assert sign_up(call, new_user).status_code == 503
    assert identity.find_uid(new_user["email"]) is None
    assert sign_up(call, new_user).status_code == 201


def test_neither_tokens_nor_password_nor_a_digest_of_them_lie_in_the_store(
    call: Call, new_user: dict[str, str]
) -> None:
    answer: Any = sign_up(call, new_user)
    body = json.dumps(new_user).encode()
    (row,) = where(client().collection("sign_ups"), "uid", "==", answer.json["id"]).stream()
    kept = json.dumps(row.to_dict(), default=str)
    named = json.dumps([row.to_dict() for row in client().collection("usernames").stream()], default=str)
    digests = [hashlib.sha256(one).hexdigest() for one in (body, new_user["password"].encode())]
    for secret in (answer.json["access"], answer.json["refresh"], new_user["password"], *digests):
        assert secret not in kept + named
    assert '"done"' in kept


def test_a_refused_sign_up_is_not_remembered(call: Call, new_user: dict[str, str]) -> None:
    assert sign_up(call, {**new_user, "password": "short"}).status_code == 400
    assert sign_up(call, new_user).status_code == 201


def test_a_key_must_be_visible_text(call: Call, new_user: dict[str, str]) -> None:
    assert sign_up(call, new_user, "k" * 256).status_code == 400
    assert sign_up(call, new_user, "a b").status_code == 400


def test_a_seal_opens_with_its_own_secret_alone() -> None:
    sealed = seal("tokens", "a long pass phrase")
    assert "tokens" not in sealed
    assert unseal(sealed, "a long pass phrase") == "tokens"
    assert seal("tokens", "a long pass phrase") != sealed
    with pytest.raises(WrongSecret):
        unseal(sealed, "A long pass phrase")
