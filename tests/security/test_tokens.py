"""RELIABILITY §3 in process: every hostile token is a 401 that repeats nothing, every right one is accepted."""

import logging
import time
import traceback

import pytest

from shared.errors import Problem, Unauthenticated
from shared.gcp.tokens import verify
from tests.security.token_keys import UID, CertificateServer, Keys
from tests.security.token_rows import ROWS, Row


def _sent(row: Row, keys: Keys) -> str | None:
    """What a WSGI server hands to us: headers of one name joined by a comma; the query string is none."""
    values = row.make(keys, int(time.time()))
    return None if row.in_query or not values else ",".join(values)


def _status(sent: str | None) -> tuple[int, Problem | None]:
    try:
        verify(sent)
    except Problem as problem:
        return problem.status, problem
    return 200, None


def test_the_table_is_complete_and_its_names_are_unique() -> None:
    names = [row.name for row in ROWS]
    assert len(names) == len(set(names)) >= 60
    assert sum(row.expected == 200 for row in ROWS) == 2


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_a_token_is_answered_as_its_row_says(row: Row, token_keys: Keys, certificates: CertificateServer) -> None:
    status, _ = _status(_sent(row, token_keys))
    assert status == row.expected


@pytest.mark.parametrize("row", [row for row in ROWS if row.expected == 401], ids=lambda row: row.name)
def test_a_refusal_repeats_nothing_of_the_token(
    row: Row, token_keys: Keys, certificates: CertificateServer, caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    caplog.set_level(logging.DEBUG)
    sent = _sent(row, token_keys)
    _, problem = _status(sent)
    assert isinstance(problem, Unauthenticated)
    assert problem.__cause__ is None
    assert problem.__context__ is None
    told = "".join(traceback.format_exception(problem)) + caplog.text + "".join(capfd.readouterr())
    pieces = [piece for piece in (sent or "").replace(",", ".").split(".") if len(piece) > 8]
    assert not [piece for piece in pieces if piece[:24] in told]
    assert problem.detail == "Sign in to continue."


def test_a_right_token_names_its_user(token_keys: Keys, certificates: CertificateServer) -> None:
    now = int(time.time())
    identity = verify(f"Bearer {token_keys.token(now, auth_time=now - 40)}")
    assert (identity.uid, identity.email) == (UID, "token-row@example.com")
    assert (identity.auth_time, identity.issued_at) == (now - 40, now)


def test_the_scheme_is_read_in_any_case(token_keys: Keys, certificates: CertificateServer) -> None:
    assert verify(f"bearer {token_keys.token(int(time.time()))}").uid == UID


def test_a_hundred_tokens_cost_one_certificate_fetch(token_keys: Keys, certificates: CertificateServer) -> None:
    token = token_keys.token(int(time.time()))
    for _ in range(100):
        verify(f"Bearer {token}")
    assert certificates.fetches == 1
