"""Corrections over the real store: each counts once, at the same time too, and changes where the next expense goes."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from typing import Any

import pytest
from google.api_core import exceptions as api_errors
from google.cloud.firestore import WriteBatch

from functions.expenses import repository
from functions.expenses import service as expenses
from functions.expenses.models import Correction, Submission
from functions.expenses.rules.learning import MOST_WORDS
from shared.context import Context
from shared.gcp.firestore import Commit
from tests.ground import Ground, context, ground, store

__all__ = ["ground", "store"]
NINO = expenses.words_of("pizza", "Nino")


def correct(uid: str, words: tuple[str, ...], title: str, asked: Context | None = None) -> None:
    """What the use case of a correction does, without its entry."""
    asked = asked or context(uid)
    commit = asked.commit()
    expenses.learn(asked, commit, words, title)
    asked.finish(commit)


def counts(uid: str) -> dict[str, dict[str, int]]:
    return {word: dict(use.counts) for word, use in expenses.learned(uid).words.items()}


@pytest.fixture
def without_model(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GEMINI_API_KEY", "GOOGLE_API_KEY", "GOOGLE_GENAI_USE_VERTEXAI"):
        monkeypatch.delenv(name, raising=False)


def record(uid: str, message: str, now: datetime | None = None) -> Any:
    recorded = expenses.record_expense(context(uid, now), Submission(message), lambda _: (201, "{}"))
    return recorded.entries[0]


def test_a_correction_whose_acknowledgement_is_lost_counts_once(
    ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    uid = ground.person()
    lost, real = [True, True], WriteBatch.commit

    def commit(batch: WriteBatch, retry: Any = None, timeout: Any = None) -> Any:
        def once() -> Any:
            result = real(batch, retry=None, timeout=timeout)
            if lost:
                lost.pop()
                raise api_errors.ServiceUnavailable("the answer was lost")  # type: ignore[no-untyped-call]
            return result

        return retry(once)()

    monkeypatch.setattr(WriteBatch, "commit", commit)
    correct(uid, NINO, "Eating out")
    assert counts(uid) == {word: {"eating out": 1} for word in NINO}
    correct(uid, NINO, "Eating out")
    assert lost == []
    assert counts(uid) == {word: {"eating out": 2} for word in NINO}


def test_corrections_at_the_same_time_all_count(ground: Ground) -> None:
    uid = ground.person()
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: correct(uid, NINO, "Eating out"), range(12)))
    assert counts(uid) == {word: {"eating out": 12} for word in NINO}


def test_any_title_and_word_can_be_kept(ground: Ground) -> None:
    uid = ground.person()
    words = ("__name__", "@l'été à 100%", "قهوة", "a.b`c\\d", "*/[]~")
    correct(uid, words, "__Divers__ `x`.y/z")
    assert counts(uid) == {word: {"__divers__ `x`.y/z": 1} for word in words}
    assert expenses.learned(ground.person()).words == {}


def test_what_is_kept_of_a_person_stays_bounded(ground: Ground) -> None:
    uid = ground.person()
    old = datetime(2026, 1, 1, tzinfo=UTC)
    for part in range(2):
        asked = context(uid)
        commit = Commit(asked.guard)
        words = tuple(f"word{part}x{rank}" for rank in range(MOST_WORDS // 2))
        repository.add_correction(commit, uid, Correction(words, "bills", old.replace(month=part + 1)), ())
        asked.finish(commit)
    correct(uid, NINO, "Eating out")
    kept = expenses.learned(uid).words
    assert len(kept) == MOST_WORDS
    assert set(NINO) <= set(kept)
    assert "word1x0" in kept
    assert len([word for word in kept if word.startswith("word0x")]) == MOST_WORDS // 2 - len(NINO)


@pytest.mark.usefixtures("without_model")
def test_after_one_correction_the_same_merchant_goes_where_it_was_put(ground: Ground) -> None:
    uid = ground.person()
    for title in ("Groceries", "Eating out", "Leisure"):
        ground.budget(uid, title, 100_000)
    assert record(uid, "flour 500 at Nino").category_name == "Groceries"
    correct(uid, expenses.words_of("flour", "Nino"), "Leisure")
    assert record(uid, "bread 300 at Nino").category_name == "Leisure"
    assert record(uid, "bread 300 at Paul").category_name == "Groceries"
    assert record(uid, "Eating out 900 at Nino").category_name == "Eating out"


@pytest.mark.usefixtures("without_model")
def test_a_correction_to_a_title_that_is_gone_changes_nothing(ground: Ground) -> None:
    uid = ground.person()
    ground.budget(uid, "Groceries", 100_000)
    correct(uid, expenses.words_of("flour", "Nino"), "Holiday house")
    assert record(uid, "flour 500 at Nino").category_name == "Groceries"


@pytest.mark.usefixtures("without_model")
@pytest.mark.parametrize(
    ("zone", "yesterday"), [("Africa/Algiers", date(2026, 11, 23)), ("Pacific/Kiritimati", date(2026, 11, 24))]
)
def test_yesterday_is_that_of_the_persons_zone(ground: Ground, zone: str, yesterday: date) -> None:
    from shared.gcp.firestore import user

    uid = ground.person()
    user(uid).update({"profile.time_zone": zone})
    late = datetime(2026, 11, 24, 22, 30, tzinfo=UTC)  # 23:30 in Algiers, the next day 12:30 on Kiritimati
    assert record(uid, "taxi 300 yesterday", late).date == yesterday
    assert record(uid, "تاكسي 300 أمس", late).date == yesterday
    assert record(uid, "taxi 300", late).date == yesterday.replace(day=yesterday.day + 1)
