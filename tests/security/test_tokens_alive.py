"""RELIABILITY A5: a revoked, disabled or deleted user is stopped at once on writes, within five minutes on reads."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest

from shared.errors import Unauthenticated, Unavailable
from shared.gcp import identity, tokens
from shared.gcp.identity import Account
from shared.gcp.token_claims import Identity
from tests.contracts.conftest import identity_process, identity_server, point_at  # noqa: F401 - fixtures
from tests.dev.identity.conftest import Client


@pytest.fixture
def person(identity_server: Client) -> Identity:  # noqa: F811 - the fixture imported above
    session = identity.create_account(f"{uuid4().hex}@example.com", "right-horse-1")
    return tokens.verify(f"Bearer {session.id_token}")


def _age_what_is_kept(seconds: float) -> None:
    for uid, (asked_at, account) in list(tokens._states.items()):
        tokens._states[uid] = (asked_at - seconds, account)


def _disable(server: Client, person: Identity) -> None:
    assert server.admin(":update", {"localId": person.uid, "disableUser": True}).ok


def test_the_first_token_of_a_new_account_may_write(person: Identity) -> None:
    tokens.check_alive(person, fresh=True)


def test_a_disabled_user_is_stopped_at_once_on_writes(person: Identity, identity_server: Client) -> None:  # noqa: F811
    tokens.check_alive(person, fresh=True)
    _disable(identity_server, person)
    with pytest.raises(Unauthenticated):
        tokens.check_alive(person, fresh=True)


def test_a_disabled_user_is_stopped_on_reads_within_five_minutes(
    person: Identity,
    identity_server: Client,  # noqa: F811
) -> None:
    tokens.check_alive(person, fresh=False)
    _disable(identity_server, person)
    tokens.check_alive(person, fresh=False)
    assert tokens.STATE_KEPT_S <= 300
    _age_what_is_kept(tokens.STATE_KEPT_S)
    with pytest.raises(Unauthenticated):
        tokens.check_alive(person, fresh=False)


def test_a_write_that_was_refused_also_stops_reads(person: Identity, identity_server: Client) -> None:  # noqa: F811
    tokens.check_alive(person, fresh=False)
    _disable(identity_server, person)
    with pytest.raises(Unauthenticated):
        tokens.check_alive(person, fresh=True)
    with pytest.raises(Unauthenticated):
        tokens.check_alive(person, fresh=False)


def test_sign_out_everywhere_ends_even_a_session_of_the_same_second(person: Identity) -> None:
    identity.revoke(person.uid)
    with pytest.raises(Unauthenticated):
        tokens.check_alive(person, fresh=True)


def test_a_deleted_user_is_stopped(person: Identity) -> None:
    identity.delete_account(person.uid)
    with pytest.raises(Unauthenticated):
        tokens.check_alive(person, fresh=True)


def test_when_the_check_is_down_writes_wait_and_known_readers_read(
    person: Identity, monkeypatch: pytest.MonkeyPatch
) -> None:
    tokens.check_alive(person, fresh=False)
    kept = dict(tokens._states)
    point_at("http://127.0.0.1:9", monkeypatch)
    tokens._states.update(kept)
    with pytest.raises(Unavailable):
        tokens.check_alive(person, fresh=True)
    tokens.check_alive(person, fresh=False)
    _age_what_is_kept(tokens.STATE_KEPT_S)
    with pytest.raises(Unavailable):
        tokens.check_alive(person, fresh=False)


@pytest.mark.parametrize(
    ("created", "valid_since", "issued", "old"),
    [
        (1000, 1000, 1000, False),
        (1000, 1001, 1001, False),
        (1000, 1001, 1000, True),
        (1000, 2000, 2000, True),
        (1000, 2000, 1999, True),
        (1000, 2000, 2001, False),
        (1000, 1002, 1002, True),
        (1000, 0, 1000, False),
    ],
)
def test_a_token_of_the_second_of_a_revocation_is_old_but_not_of_the_creation(
    created: int, valid_since: int, issued: int, old: bool
) -> None:
    account = Account("u", datetime.fromtimestamp(created + 0.9, UTC), False, valid_since)
    assert account.revoked(issued) is old


def test_what_is_kept_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tokens, "_STATES_KEPT", 5)
    monkeypatch.setattr(tokens, "_states", {})
    monkeypatch.setattr(identity, "lookup", lambda uid: None)
    for number in range(20):
        with pytest.raises(Unauthenticated):
            tokens.check_alive(Identity(f"user-{number}", None, 1, 1), fresh=False)
    assert len(tokens._states) <= 5
