"""Accounts in the store: `users/{uid}` holds the person, `usernames/{folded}` makes the name unique."""

from collections.abc import Mapping
from typing import Any

from functions.users.models import User
from shared.errors import NotFound
from shared.gcp.firestore import Commit, by_name, client, get, get_each, read_all, user


def _name(username: str) -> Any:
    folded = username.casefold()
    # The store keeps names of the form __x__ for itself; no user name has a tilde.
    reserved = folded.startswith("__") and folded.endswith("__")
    return client().collection("usernames").document(f"~{folded}" if reserved else folded)


def add_user(commit: Commit, person: User) -> None:
    """Create the person and reserve the user name; the commit is Contended when the name is taken."""
    commit.create(_name(person.username), {"uid": person.id, "email": person.email, "created_at": person.created_at})
    commit.create(
        user(person.id),
        {
            "username": person.username,
            "email": person.email,
            "first_name": person.first_name,
            "last_name": person.last_name,
            "profile": person.profile,
            "created_at": person.created_at,
            "version": person.version,
        },
    )


def email_of(username: str) -> str | None:
    """The address that belongs to a user name, whatever its case."""
    stored = get(_name(username)).to_dict()
    return str(stored["email"]) if stored else None


def exists(uid: str) -> bool:
    """Whether this account was completed."""
    return bool(get(user(uid)).exists)


def uids_after(uid: str | None, limit: int) -> list[str]:
    """The next people in the order of their uids, from after one of them; None: from the first."""
    people = client().collection("users")
    page = by_name(people, None if uid is None else people.document(uid), limit)
    return [row.id for row in read_all(page)]


def _read(uid: str) -> Any:
    snapshot = get(user(uid))
    if not snapshot.exists:
        raise NotFound("There is no such account.")
    return snapshot


def _user(snapshot: Any) -> User:
    stored = snapshot.to_dict()
    return User(snapshot.id, **{name: stored[name] for name in User.__dataclass_fields__ if name in stored})


def read_with(uid: str, *refs: Any) -> tuple[User, list[Any]]:
    """The person and other documents, read at once. Raises NotFound."""
    snapshot, *others = get_each(user(uid), *refs)
    if not snapshot.exists:
        raise NotFound("There is no such account.")
    return _user(snapshot), others


def get_user(uid: str) -> User:
    """The person. Raises NotFound."""
    return _user(_read(uid))


class Change:
    """A read person and the write that fails when somebody else wrote in between."""

    def __init__(self, uid: str) -> None:
        self._snapshot = _read(uid)
        self.user = _user(self._snapshot)

    def write(self, commit: Commit, person: User) -> None:
        """Put names, profile and version into the commit."""
        names = {"first_name": person.first_name, "last_name": person.last_name}
        commit.update(self._snapshot, {**names, "profile": person.profile, "version": person.version})

    def write_preferences(self, commit: Commit, preferences: Mapping[str, Any]) -> None:
        """Put the new preferences into the commit."""
        commit.update(self._snapshot, {"preferences": dict(preferences)})
