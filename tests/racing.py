"""Many of one request at the same time."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from werkzeug.test import TestResponse

_SHOWN = ("ETag", "Content-Type")


def race(send: Callable[[], TestResponse], racers: int = 40) -> TestResponse:
    """Sends a request with an Idempotency-Key many times at once and once more afterwards; gives that last answer.

    One did it, and everybody else gets its answer, or hears that it is still running.
    """
    with ThreadPoolExecutor(racers) as pool:
        answers = list(pool.map(lambda _: send(), range(racers)))
    done = [one for one in answers if one.status_code < 300]
    busy = [one for one in answers if one.status_code == 409]
    assert len(done) + len(busy) == racers, Counter((one.status_code, one.text) for one in answers)
    assert all(one.headers["Retry-After"] for one in busy), busy[0].text
    (first,) = (one for one in done if "Idempotent-Replay" not in one.headers)
    again = send()
    for one in (*done, again):
        assert same(one) == same(first)
    assert again.headers["Idempotent-Replay"] == "true"
    return again


def same(answer: TestResponse) -> tuple[int, str, dict[str, str | None]]:
    """What must not differ between an answer and its repetition."""
    return answer.status_code, answer.text, {name: answer.headers.get(name) for name in _SHOWN}
