"""The routes that write entries under racers, repetitions, lost acknowledgements, contention and hostile numbers."""

import json
import random
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from google.api_core import exceptions as api_errors
from google.cloud.firestore import WriteBatch
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from werkzeug.test import TestResponse

from functions.ledger import service as ledger
from functions.ledger.models import Filter
from shared.gcp.firestore import user
from tests.expenses.written import ENTRIES, Person, path, read, refusal
from tests.ground import Ground, ground, store
from tests.racing import same

__all__ = ["ground", "store"]
Request = tuple[str, str, object]
BODY = {"entries": [{"amount": 7, "product_name": "Tea"}, {"amount": 9, "product_name": "Bread"}]}


@pytest.fixture
def person(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> Iterator[Person]:
    found = Person(ground, monkeypatch)
    yield found
    found.assert_exact()


def post(person: Person) -> Request:
    return "POST", ENTRIES, BODY


def patch(person: Person) -> Request:
    return "PATCH", path(person.write({"amount": 5})[0]["id"]), {"amount": 6, "merchant": "Souk"}


def delete(person: Person) -> Request:
    return "DELETE", path(person.write({"amount": 5})[0]["id"]), None


def restore(person: Person) -> Request:
    address = path(person.write({"amount": 5})[0]["id"])
    assert person.send("DELETE", address).status_code == 204
    return "POST", f"{address}restore/", None


WRITES = pytest.mark.parametrize("write", [post, patch, delete, restore], ids=lambda one: one.__name__)


def effects(person: Person) -> Counter[str]:
    """How often each thing was done, as the journal and the entries tell."""
    found = Counter(row.to_dict()["tool"] for row in user(person.uid).collection("actions").stream())
    for row in user(person.uid).collection("expenses").stream():
        found["versions"] += len(ledger.history(person.uid, row.id))
    return found


@WRITES
def test_forty_racers_with_one_key_have_one_effect_and_one_answer(
    person: Person, write: Callable[[Person], Request]
) -> None:
    request = write(person)
    before = effects(person)
    with ThreadPoolExecutor(40) as pool:
        answers = list(pool.map(lambda _: person.send(*request, Idempotency_Key="k"), range(40)))
    statuses = Counter(one.status_code for one in answers)
    assert set(statuses) <= {200, 201, 204, 409}, statuses
    assert all(one.headers["Retry-After"] for one in answers if one.status_code == 409)
    done = [one for one in answers if one.status_code < 300]
    assert len({one.text for one in done}) == 1
    assert sum("Idempotent-Replay" not in one.headers for one in done) == 1
    again = person.send(*request, Idempotency_Key="k")
    assert (again.status_code, again.text, again.headers["Idempotent-Replay"]) == (
        done[0].status_code,
        done[0].text,
        "true",
    )
    more = effects(person) - before
    assert more["versions"] == (2 if request[1] == ENTRIES else 1)
    assert sum(more.values()) == more["versions"] + 1


@WRITES
@pytest.mark.parametrize("key", [{"Idempotency_Key": "k"}, {}], ids=["with a key", "without a key"])
def test_a_lost_acknowledgement_is_a_success_with_one_effect(
    person: Person, write: Callable[[Person], Request], key: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    request = write(person)
    before, real, lost = effects(person), WriteBatch.commit, [1]

    def commit(batch: WriteBatch, retry: Any = None, timeout: Any = None) -> Any:
        def once() -> Any:
            result = real(batch, retry=None, timeout=timeout)
            if lost:
                lost.pop()
                raise api_errors.ServiceUnavailable("the answer was lost")  # type: ignore[no-untyped-call]
            return result

        return (retry or (lambda function: function))(once)()

    with monkeypatch.context() as patched:
        patched.setattr(WriteBatch, "commit", commit)
        first = person.send(*request, **key)
    assert (first.status_code < 300, lost) == (True, [])
    assert "Idempotent-Replay" not in first.headers
    assert sum((effects(person) - before).values()) == (3 if request[1] == ENTRIES else 2)
    if key:
        assert same(person.send(*request, **key)) == same(first)


@WRITES
def test_acknowledgements_lost_for_good_end_in_503_and_the_repetition_gets_the_stored_answer(
    person: Person, write: Callable[[Person], Request], monkeypatch: pytest.MonkeyPatch
) -> None:
    request, real = write(person), WriteBatch.commit
    before = effects(person)

    def commit(batch: WriteBatch, **_: Any) -> Any:
        real(batch)
        raise api_errors.ServiceUnavailable("the answer was lost")  # type: ignore[no-untyped-call]

    with monkeypatch.context() as patched:
        patched.setattr(WriteBatch, "commit", commit)
        first = person.send(*request, Idempotency_Key="k")
    assert (first.status_code, bool(first.headers["Retry-After"])) == (503, True)
    again = person.send(*request, Idempotency_Key="k")
    assert (again.status_code < 300, again.headers["Idempotent-Replay"]) == (True, "true")
    assert sum((effects(person) - before).values()) == (3 if request[1] == ENTRIES else 2)


@WRITES
def test_another_body_or_a_stale_if_match_under_a_used_key(person: Person, write: Callable[[Person], Request]) -> None:
    method, address, body = write(person)
    first = person.send(method, address, body, Idempotency_Key="k")
    again = person.send(method, address, body, Idempotency_Key="k", If_Match='"old"')
    assert (again.status_code, again.text) == (first.status_code, first.text)
    other = person.send(method, address, {"amount": 1}, Idempotency_Key="k")
    assert other.status_code in {400, 422}
    if method == "PATCH":
        assert refusal(other)[:2] == (422, "idempotency_key_reused")


def test_a_refused_request_is_not_remembered(person: Person) -> None:
    (made,) = person.write({"amount": 5})
    for _ in range(2):
        answer = person.send("PATCH", path(made["id"]), {"category": "Food"}, Idempotency_Key="k")
        assert (answer.status_code, "Idempotent-Replay" in answer.headers) == (400, False)


def test_thirty_writers_that_post_edit_and_delete_leave_exact_sums_and_never_meet_a_500(
    person: Person, ground: Ground
) -> None:
    food = ground.budget(person.uid, "Food", 1000)
    shared_ones = [one["id"] for one in person.write(*({"amount": 10, "budget_id": food.id} for _ in range(4)))]

    def one_writer(seed: int) -> list[TestResponse]:
        dice, answers = random.Random(seed), []
        for _ in range(4):
            day = (ground.today() - timedelta(days=dice.randrange(60))).isoformat()
            amount, address = dice.randrange(1, 900), path(dice.choice(shared_ones))
            todo: list[Request] = [
                (
                    "POST",
                    ENTRIES,
                    {"entries": [{"amount": amount, "product_name": "x", "date": day, "category": "food"}]},
                ),
                ("PATCH", address, {"amount": amount, "date": day}),
                ("DELETE", address, None),
                ("POST", f"{address}restore/", None),
            ]
            answers.append(person.send(*dice.choices(todo, (4, 3, 1, 1))[0]))
        return answers

    with ThreadPoolExecutor(30) as pool:
        answers = [one for found in pool.map(one_writer, range(30)) for one in found]
    assert {one.status_code for one in answers} <= {200, 201, 204, 404, 409, 503}
    busy = [one for one in answers if one.status_code == 503]
    assert all(one.headers["Retry-After"] for one in busy)
    posted = sum(one.status_code == 201 for one in answers)
    assert len(list(ledger.find_entries(person.uid, Filter(), None, 100))) + len(
        list(ledger.find_entries(person.uid, Filter(status="deleted"), None, 100))
    ) == min(posted + 4, 200)


NO_AMOUNTS = st.one_of(
    st.sampled_from(
        [
            b"NaN",
            b"Infinity",
            b"-Infinity",
            b"1e400",
            b"-1e400",
            b"true",
            b"false",
            b"null",
            b"[]",
            b"[1]",
            b"{}",
            b'""',
            b'" 1"',
            b'"1_000"',
            b'"1,000"',
            b'"+1"',
            b'"1e3"',
            b'"0x1"',
            b'"NaN"',
            b"1" * 5000,
            b'"' + b"1" * 5000 + b'"',
            b"1e30",
            b"1e-30",
            b"10000000000.01",
            b"0.001",
            b"[" * 100_000 + b"]" * 100_000,
        ]
    ),
    st.sampled_from(["１２", "١٢", "۱۲", "१२", "²", "½", "Ⅻ"]).map(lambda text: json.dumps(text).encode()),
    st.text(max_size=8)
    .filter(lambda text: not text.strip("-").replace(".", "").isdigit())
    .map(lambda text: json.dumps(text).encode()),
    st.floats(allow_nan=True)
    .filter(lambda number: not abs(number) <= 1e13)
    .map(lambda number: json.dumps(number).encode()),
)
PLACES = [
    b'{"amount": %s}',
    b'{"amount": 1, "splits": [{"amount": %s}]}',
    b'{"amount": 1, "items": [{"name": "x", "amount": %s}]}',
    b'{"amount": 1, "items": [{"name": "x", "unit_price": %s}]}',
    b'{"amount": 1, "items": [{"name": "x", "quantity": %s}]}',
    b'{"amount": 1, "exchange": {"currency": "EUR", "rate": %s, "source": "b", "date": "2026-01-01"}}',
]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(NO_AMOUNTS, st.sampled_from(PLACES), st.booleans())
def test_what_is_no_amount_is_refused_wherever_it_stands_and_changes_nothing(
    person: Person, number: bytes, place: bytes, new: bool
) -> None:
    assume(number != b"null" or b"items" not in place)  # of an item these may be unknown
    assume(number not in {b"0.001", b"10000000000.01"} or not (b"quantity" in place or b"rate" in place))
    fields = place % number
    if new:
        body = b'{"entries": [{"product_name": "x", ' + fields[1:] + b"]}"
        answer = person.send("POST", ENTRIES, body)
    else:
        kept = user(person.uid).collection("expenses").limit(1).get()
        address = path(kept[0].id if kept else person.write({"amount": 5})[0]["id"])
        answer = person.send("PATCH", address, fields)
    assert answer.status_code == 400, answer.text
    assert read(answer)["code"] in {"invalid_amount", "invalid_json", "invalid_field"}
    assert len(list(user(person.uid).collection("expenses").stream())) <= 1
