"""Our client and the identity server agree, call by call; our verification takes its tokens and no other's."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from uuid import uuid4

import pytest

from shared.errors import InvalidInput, Problem, TooMany, Unauthenticated
from shared.gcp import identity, tokens
from tests.contracts.conftest import point_at
from tests.dev.identity.conftest import Client, running
from tests.security.token_keys import Keys

PASSWORD = "right-horse-1"


@pytest.fixture
def email(identity_server: Client) -> str:
    return f"{uuid4().hex}@example.com"


def test_the_tokens_of_sign_up_sign_in_and_refresh_are_accepted(email: str) -> None:
    first = identity.create_account(email, PASSWORD, "Ann")
    second = identity.sign_in(email.upper(), PASSWORD)
    third = identity.refresh(second.refresh_token)
    assert first.uid == second.uid == third.uid
    for session in (first, second, third):
        person = tokens.verify(f"Bearer {session.id_token}")
        tokens.check_alive(person, fresh=True)
        assert (person.uid, person.email) == (first.uid, email)
        assert person.auth_time <= person.issued_at


def test_a_token_forged_by_another_key_under_the_servers_kid_is_refused(email: str, identity_server: Client) -> None:
    keys = Keys()
    uid = identity.create_account(email, PASSWORD).uid
    forged = keys.token(int(time.time()), keys.header(kid=_served_kid(identity_server)), sub=uid, user_id=uid)
    with pytest.raises(Unauthenticated):
        tokens.verify(f"Bearer {forged}")


def _served_kid(server: Client) -> str:
    import requests

    kids = list(requests.get(f"{server.url}/certificates", timeout=10).json())
    assert len(kids) == 1
    return str(kids[0])


@pytest.mark.parametrize(
    ("address", "password", "code"),
    [
        ("{email}", PASSWORD, "email_taken"),
        ("no address", PASSWORD, "invalid_email"),
        ("", PASSWORD, "invalid_email"),
        ("a\ud800@example.com", PASSWORD, "invalid_email"),
        ("a" * 250 + "@example.com", PASSWORD, "invalid_email"),
        ("new-{email}", "12345", "weak_password"),
        ("new-{email}", "", "weak_password"),
        ("new-{email}", "\ud800" * 8, "weak_password"),
        ("new-{email}", "x" * 5000, "weak_password"),
    ],
)
def test_a_sign_up_that_cannot_be_says_which_field(address: str, password: str, code: str, email: str) -> None:
    identity.create_account(email, PASSWORD)
    with pytest.raises(InvalidInput) as raised:
        identity.create_account(address.replace("{email}", email), password)
    problem = raised.value
    assert problem.code == code
    assert problem.errors[0].field == ("password" if code == "weak_password" else "email")
    assert email not in problem.detail
    assert PASSWORD not in problem.detail


@pytest.mark.parametrize("password", ["wrong-horse", "", "\ud800", "x" * 5000, "line\nend"])
def test_wrong_credentials_are_one_answer_for_known_and_unknown_people(password: str, email: str) -> None:
    identity.create_account(email, PASSWORD)
    people = (email, f"x{email}", "nonsense", "")
    told = {_refusal(partial(identity.sign_in, who, password)) for who in people}
    assert len(told) == 1
    assert told.pop()[:2] == (401, "invalid_credentials")


def _refusal(act: Callable[[], object]) -> tuple[int, str, str]:
    with pytest.raises(Problem) as raised:
        act()
    assert raised.value.__context__ is None
    return raised.value.status, raised.value.code, raised.value.detail


@pytest.mark.parametrize("token", ["", "invented", "\ud800", "é" * 20, "a b\r\nc", "x" * 9000])
def test_a_refresh_token_that_is_none_is_refused(token: str, identity_server: Client) -> None:
    assert _refusal(lambda: identity.refresh(token))[:2] == (401, "invalid_credentials")


def test_an_account_is_found_by_address_and_by_id(email: str) -> None:
    uid = identity.create_account(email, PASSWORD).uid
    found = identity.find_uid(email.upper())
    assert found == identity.lookup(uid)
    assert found
    assert (found.uid, found.disabled) == (uid, False)
    assert timedelta(0) <= datetime.now(UTC) - found.created_at < timedelta(minutes=5)
    assert identity.find_uid(f"x{email}") is None
    assert identity.find_uid("\ud800") is None
    assert identity.lookup("nobody") is None


def test_a_deletion_may_be_repeated(email: str) -> None:
    session = identity.create_account(email, PASSWORD)
    for _ in range(2):
        identity.delete_account(session.uid)
        identity.revoke(session.uid)
    assert identity.lookup(session.uid) is None
    assert _refusal(lambda: identity.refresh(session.refresh_token))[0] == 401


def test_too_many_attempts_are_429(monkeypatch: pytest.MonkeyPatch, identity_server: Client) -> None:
    with running(attempts=1) as strict:
        point_at(strict.url, monkeypatch)
        for _ in range(2):
            with pytest.raises(Problem) as raised:
                identity.sign_in("ann@example.com", PASSWORD)
    assert isinstance(raised.value, TooMany)
    assert raised.value.retry_after


def test_tokens_do_not_show_in_a_representation(email: str) -> None:
    session = identity.create_account(email, PASSWORD)
    assert session.id_token not in repr(session)
    assert session.refresh_token not in repr(session)
