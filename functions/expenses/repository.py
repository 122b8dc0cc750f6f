"""What the expenses feature keeps itself: `users/{uid}/learning/categories`, the words of a person's corrections."""

from collections.abc import Iterable
from typing import Any

from functions.expenses.models import Correction, Learned, WordUse
from shared.gcp.firestore import DELETE_FIELD, Commit, Increment, get, user

# Names of fields may not have two underscores at both ends; a mark before them keeps people's words clear of that.
_MARK = "="


def _ref(uid: str) -> Any:
    return user(uid).collection("learning").document("categories")


def learned(uid: str) -> Learned:
    """What was learned so far. One read."""
    stored = get(_ref(uid)).to_dict() or {}
    return Learned({word.removeprefix(_MARK): _use(row) for word, row in stored.get("words", {}).items()})


def _use(row: dict[str, Any]) -> WordUse:
    counts = {title.removeprefix(_MARK): int(count) for title, count in row["counts"].items()}
    return WordUse(counts, row["last"], row["at"])


def add_correction(commit: Commit, uid: str, made: Correction, forgotten: Iterable[str]) -> None:
    """Count the words for the title, without a precondition, and drop the forgotten ones."""
    rows: dict[str, Any] = {_MARK + word: DELETE_FIELD for word in forgotten}
    for word in made.words:
        rows[_MARK + word] = {"counts": {_MARK + made.title: Increment(1)}, "last": made.title, "at": made.at}
    if rows:
        commit.merge(_ref(uid), {"words": rows})
