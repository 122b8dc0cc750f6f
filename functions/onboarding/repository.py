"""The interview in the store: one document, `onboarding/interview`, that is there while it goes on."""

from dataclasses import asdict
from typing import Any

from functions.onboarding.models import Answer, Interview, Question
from shared.gcp.firestore import Commit, user


def place(uid: str) -> Any:
    """Where a person's interview is kept."""
    return user(uid).collection("onboarding").document("interview")


def _document(interview: Interview) -> dict[str, Any]:
    stored = asdict(interview)
    # The store keeps lists, and no list directly in a list.
    stored["questions"] = [{**one, "options": list(one["options"])} for one in stored["questions"]]
    stored["answers"] = [{"values": list(one["values"])} for one in stored["answers"]]
    return stored


def _interview(stored: dict[str, Any]) -> Interview:
    questions = tuple(Question(**{**one, "options": tuple(one["options"])}) for one in stored["questions"])
    answers = tuple(Answer(tuple(one["values"])) for one in stored["answers"])
    return Interview(**{**stored, "questions": questions, "answers": answers})


class Read:
    """What was read, and the writes that fail when somebody else wrote in between; `interview` is None without one."""

    def __init__(self, snapshot: Any) -> None:
        self._snapshot = snapshot
        stored = snapshot.to_dict()
        self.interview = None if stored is None else _interview(stored)

    def start(self, commit: Commit, interview: Interview) -> None:
        """Create it; the commit is Contended when another one was faster."""
        commit.create(self._snapshot.reference, _document(interview))

    def replace(self, commit: Commit, interview: Interview) -> None:
        """Put the new state into the commit."""
        commit.update(self._snapshot, _document(interview))

    def remove(self, commit: Commit) -> None:
        """Put its end into the commit: what was asked and answered is kept no longer."""
        # The update holds only if nobody wrote since; the deletion follows it.
        commit.update(self._snapshot, {"version": 0})
        commit.delete(self._snapshot.reference)
