"""RELIABILITY F 41: neither logs nor problems repeat who somebody is, a secret or an amount, error paths included."""

import io
from typing import Any

import pytest

from functions.users.subscribers import delete_user
from shared.errors import Unavailable
from shared.events import AnyEvent, DeletionRequested
from shared.gcp import identity, sessions
from tests.ground import pushed
from tests.log_lines import written
from tests.users.conftest import Call
from tests.users.people import Person, person

__all__ = ["written"]

ME = "/api/users/me/"
SAID = {
    "first_name": "canary-first",
    "monthly_income": "77712.34",
    "personal_info": {"location_context": "canary-town"},
}


def _down(*_: object, **__: object) -> None:
    raise Unavailable("Accounts cannot be reached right now.")


def every_way(call: Call, who: Person, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Requests of all routes of accounts, right and wrong, and with the identity service down."""
    wrong = {"username": who.sign_up["username"], "password": "canary-password"}
    answers = [
        call("POST", "/api/users/create/", json=who.sign_up),
        call("POST", "/api/users/create/", json={**who.sign_up, "password": 7}),
        call("POST", "/api/users/create/", data="{canary-body", content_type="application/json"),
        call("POST", "/api/token/", json=wrong),
        call("POST", "/api/token/refresh/", json={"refresh": "canary-refresh"}),
        call("GET", ME, f"{who.access}x"),
        call("GET", ME, who.access),
        call("PATCH", ME, who.access, json=SAID),
        call("PATCH", ME, who.access, json={"monthly_income": "77712.345"}),
        call("PATCH", ME, who.access, json={"canary_field": "canary-value"}),
        call("GET", "/api/users/me/export/", who.access),
    ]
    with monkeypatch.context() as inside:
        for name in ("revoke", "sign_in", "create_account", "lookup"):
            inside.setattr(identity, name, _down)
        answers += [
            call("POST", "/api/token/", json=wrong),
            call("POST", "/api/users/create/", json={**who.sign_up, "username": "canary-other"}),
            call("PATCH", ME, who.access, json=SAID),
        ]
        sessions.forget(who.uid)
    return [*answers, call("DELETE", ME, who.access)]


@pytest.mark.usefixtures("files")
def test_no_log_and_no_problem_names_a_person_a_secret_or_an_amount(
    call: Call,
    published: list[AnyEvent],
    written: io.StringIO,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    who = person(call)
    answers = every_way(call, who, monkeypatch)
    delete_user(pushed(next(one for one in published if isinstance(one, DeletionRequested))))
    problems = [answer.text for answer in answers if answer.status_code >= 400]
    assert len(problems) > 7
    assert answers[-1].status_code == 202
    assert "deletion.step" in written.getvalue()
    canaries = {*who.sign_up.values(), who.uid, who.access, who.refresh, "canary", "77712"}
    for told in (written.getvalue(), caplog.text, *problems):
        # The name of an unknown field is told to whoever sent it.
        assert not [one for one in canaries if one in told.replace("canary_field", "")], told[:400]
