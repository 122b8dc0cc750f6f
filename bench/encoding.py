"""How long a new document takes to be encoded, by the library and by ours: `python -m bench.encoding`."""

import timeit
from datetime import UTC, datetime

from google.auth.credentials import AnonymousCredentials
from google.cloud import firestore

from shared.gcp.encoding import Client

_ROUNDS = 500
_DOCUMENT = {
    "type": "update_budget",
    "at": datetime(2026, 11, 26, tzinfo=UTC),
    "agent": None,
    "undone": False,
    "changes": [{"resource": "budget", "before": {"minor": 30_000}, "after": {"minor": 30_001}, "currency": "DZD"}],
    "figures": {"before": 30_000, "after": 30_001},
}


def milliseconds(client: firestore.Client) -> float:
    """A document's mean."""
    reference = client.document("users/somebody/actions/one")
    return timeit.timeit(lambda: client.batch().create(reference, _DOCUMENT), number=_ROUNDS) / _ROUNDS * 1000


def main() -> None:
    made = {"project": "demo-bench", "credentials": AnonymousCredentials()}  # type: ignore[no-untyped-call]
    theirs, ours = milliseconds(firestore.Client(**made)), milliseconds(Client(**made))
    print(f"library {theirs:.3f} ms, ours {ours:.3f} ms: {theirs / ours:.1f} times as fast")


if __name__ == "__main__":
    main()
