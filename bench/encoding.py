"""How long documents take to be encoded and decoded, by the library and by ours: `python -m bench.encoding`."""

import timeit
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from google.auth.credentials import AnonymousCredentials
from google.cloud import firestore
from google.cloud.firestore_v1 import DocumentSnapshot
from google.cloud.firestore_v1._helpers import decode_dict, encode_dict
from google.cloud.firestore_v1.types import Document

from shared.gcp.decoding import Snapshot
from shared.gcp.store_client import Client

_ROUNDS = 500
_AT = datetime(2026, 11, 26, tzinfo=UTC)
_DOCUMENT = {
    "type": "update_budget",
    "at": _AT,
    "agent": None,
    "undone": False,
    "changes": [{"resource": "budget", "before": {"minor": 30_000}, "after": {"minor": 30_001}, "currency": "DZD"}],
    "figures": {"before": 30_000, "after": 30_001},
}
_MOVED = {"unabsorbed": {"DZD": firestore.Increment(500)}, "edited": {"bud_1": True}}


def writes(client: firestore.Client) -> Mapping[str, Callable[[], None]]:
    """What is put into a batch, by what it is called in the table."""
    reference, option = client.document("users/somebody/actions/one"), client.write_option(last_update_time=_AT)
    return {
        "a new document": lambda: client.batch().create(reference, _DOCUMENT),
        "fields changed": lambda: client.batch().update(reference, _DOCUMENT, option=option),
        "a sum moved": lambda: client.batch().set(reference, _MOVED, merge=True),
    }


def reads(client: Client) -> tuple[Callable[[], object], Callable[[], object]]:
    """A document that arrives and is looked at, by the library and by ours."""
    reference = client.document("users/somebody/actions/one")
    kept = Document(name="one", fields=encode_dict(_DOCUMENT), create_time=_AT, update_time=_AT)

    def theirs() -> object:
        data = decode_dict(kept.fields, client)
        return DocumentSnapshot(reference, data, True, _AT, kept.create_time, kept.update_time).to_dict()

    return theirs, lambda: Snapshot(reference, kept, _AT, client).to_dict()


def milliseconds(work: Callable[[], object]) -> float:
    """A call's mean."""
    return timeit.timeit(work, number=_ROUNDS) / _ROUNDS * 1000


def main() -> None:
    made = {"project": "demo-bench", "credentials": AnonymousCredentials()}  # type: ignore[no-untyped-call]
    client = Client(**made)
    theirs, ours = writes(firestore.Client(**made)), writes(client)
    print(f"{'':<16}{'library ms':>11}{'ours ms':>9}{'times as fast':>15}")
    for name, work in [*((name, (theirs[name], ours[name])) for name in ours), ("a document read", reads(client))]:
        library, mine = (milliseconds(one) for one in work)
        print(f"{name:<16}{library:>11.3f}{mine:>9.3f}{library / mine:>15.1f}")


if __name__ == "__main__":
    main()
