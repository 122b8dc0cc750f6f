"""Fields without an index are fields that no query asks for."""

import pytest

from tests.architecture.indexes import Shape
from tests.architecture.test_indexes import Site, asked
from tests.infra.planned import Planned

__all__ = ["asked"]
pytestmark = pytest.mark.xdist_group("terraform")


def _names(shape: Shape) -> set[str]:
    return {*shape.equal, *shape.contains, *(name for name, _ in shape.order)}


def test_no_query_asks_for_a_field_that_has_no_index(planned: Planned, asked: dict[Site, set[Shape]]) -> None:
    fields = planned.of("google_firestore_field")
    exempt = {(one["collection"], one["field"]) for one in fields if not one["index_config"][0]["indexes"]}
    assert {("periods", "totals"), ("outbox", "data"), ("keys", "expires_at")} <= exempt
    used = {(shape.collection, name) for shapes in asked.values() for shape in shapes for name in _names(shape)}
    assert ("outbox", "created_at") in used
    assert exempt & used == set()


def test_a_query_for_such_a_field_would_be_told(asked: dict[Site, set[Shape]]) -> None:
    (sweep,) = {one for shapes in asked.values() for one in shapes if one.collection == "outbox"}
    assert "created_at" in _names(sweep)
