"""What the gate keeps for a person: `gate/caps` (money moved in the last day), `gate/chain` (the last audit row) and
`audit/{number}` (the rows). All of it is read and written in the commit of what it tells, or in one of its own."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from functions.journal.models import Moved
from functions.journal.rules.chain import Head, linked
from shared.gcp.firestore import Commit, client, get_each, read_all, user, where


def _kept(uid: str, name: str) -> Any:
    return user(uid).collection("gate").document(name)


def _rows(uid: str) -> Any:
    return user(uid).collection("audit")


class Books:
    """Caps and chain as they were read; what is written here fails (Contended) when somebody else wrote in between."""

    def __init__(self, uid: str, *others: Any) -> None:
        """One round trip, for the `others` too. Raises Unavailable."""
        self._uid = uid
        self._caps, self._chain, *self.others = get_each(_kept(uid, "caps"), _kept(uid, "chain"), *others)
        stored = self._caps.to_dict() or {}
        self.moved = tuple(Moved(**row) for row in stored.get("moved", ()))
        self.head = Head(**(self._chain.to_dict() or {}))

    def write_moved(self, batch: Any, moved: Sequence[Moved]) -> None:
        """Put what counts against the caps of the day."""
        rows = [{"at": one.at, "minor": one.minor, "currency": one.currency} for one in moved]
        _write(batch, self._caps, {"moved": rows})

    def write_rows(self, batch: Any, rows: Sequence[Mapping[str, Any]]) -> None:
        """Add audit rows to the chain."""
        for ref, whole in self._linked(rows):
            batch.create(ref, whole)
        _write(batch, self._chain, {"number": self.head.number, "hash": self.head.hash})

    def stage_rows(self, commit: Commit, rows: Sequence[Mapping[str, Any]]) -> None:
        """Put audit rows into a commit that has a guard of its own."""
        if not rows:
            return
        for ref, whole in self._linked(rows):
            commit.create(ref, whole)
        stored = {"number": self.head.number, "hash": self.head.hash}
        if self._chain.exists:
            commit.update(self._chain, stored)
        else:
            commit.create(self._chain.reference, stored)

    def _linked(self, rows: Sequence[Mapping[str, Any]]) -> Iterator[tuple[Any, dict[str, Any]]]:
        """Each row at its place in the chain; the head moves on."""
        for row in rows:
            whole = linked(row, self.head)
            self.head = Head(whole["number"], whole["hash"])
            yield _rows(self._uid).document(f"{self.head.number:012}"), whole


def _write(batch: Any, snapshot: Any, stored: dict[str, Any]) -> None:
    if snapshot.exists:
        option = client().write_option(last_update_time=snapshot.update_time)
        batch.update(snapshot.reference, stored, option=option)
    else:
        batch.create(snapshot.reference, stored)


def audit_rows(uid: str) -> list[dict[str, Any]]:
    """All audit rows of a person in their order."""
    return [row.to_dict() or {} for row in read_all(_rows(uid).order_by("__name__"))]


def proposing_row(uid: str, action_id: str) -> dict[str, Any] | None:
    """The audit row of the attempt that a proposed Action came from."""
    rows = [row.to_dict() or {} for row in read_all(where(_rows(uid), "action_id", "==", action_id))]
    return next((row for row in rows if row["decision"] == "confirm"), None)
