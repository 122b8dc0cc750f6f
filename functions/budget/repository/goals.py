"""Goals in the store: `goals/{id}`."""

from dataclasses import asdict
from datetime import date
from typing import Any

from functions.budget.models import Goal
from shared.errors import NotFound
from shared.gcp.firestore import Commit, get, read_all, user


def _goals(uid: str) -> Any:
    return user(uid).collection("goals")


def _document(goal: Goal) -> dict[str, Any]:
    stored = asdict(goal)
    del stored["id"]
    return {**stored, "due": goal.due.isoformat() if goal.due else None}


def _goal(snapshot: Any) -> Goal:
    stored = snapshot.to_dict()
    due = stored.pop("due")
    return Goal(id=snapshot.id, due=date.fromisoformat(due) if due else None, **stored)


def add_goal(commit: Commit, uid: str, goal: Goal) -> None:
    """Create the goal."""
    commit.create(_goals(uid).document(goal.id), _document(goal))


def all_goals(uid: str) -> list[Goal]:
    """Every goal, the newest first."""
    found = [_goal(row) for row in read_all(_goals(uid))]
    return sorted(found, key=lambda one: (one.created_at, one.id), reverse=True)


class ReadGoal:
    """A read goal and the writes that fail when somebody else wrote in between. Raises NotFound."""

    def __init__(self, uid: str, goal_id: str) -> None:
        self._snapshot = get(_goals(uid).document(goal_id))
        if not self._snapshot.exists:
            raise NotFound("There is no such goal.")
        self.goal = _goal(self._snapshot)

    def replace(self, commit: Commit, goal: Goal) -> None:
        """Put the new state into the commit."""
        commit.update(self._snapshot, _document(goal))

    def remove(self, commit: Commit) -> None:
        """Put the removal into the commit."""
        # The update holds only if nobody wrote since; the deletion follows it.
        commit.update(self._snapshot, {"version": self.goal.version + 1})
        commit.delete(self._snapshot.reference)
