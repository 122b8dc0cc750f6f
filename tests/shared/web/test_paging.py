"""Cursors are opaque, bound to person and query, and never an error of ours."""

import base64
import json
import re
from typing import Any
from urllib.parse import quote

import pytest
from flask import Flask, Response, g
from hypothesis import given
from hypothesis import strategies as st

from shared.errors import InvalidInput
from shared.web.paging import Page, page_of, with_next

APP = Flask(__name__)
positions = st.lists(st.text(max_size=40), min_size=1, max_size=3).map(tuple)


def next_of(path: str, position: tuple[str, ...] | None, uid: str = "u1") -> str | None:
    """The address of the next page."""
    with APP.test_request_context(path):
        g.uid = uid
        link = with_next(Response(), position).headers.get("Link")
    found = re.fullmatch(r'<(.*)>; rel="next"', link) if link else None
    return found[1] if found else None


def asked(path: str, uid: str = "u1") -> Page:
    with APP.test_request_context(path):
        g.uid = uid
        return page_of()


@given(positions)
def test_a_position_comes_back_from_the_link(position: tuple[str, ...]) -> None:
    path = next_of("/rows/?kind=a&q=caf%C3%A9+noir&limit=7", position)
    assert path is not None
    assert asked(path) == Page(7, position)


@given(positions)
def test_a_cursor_is_good_for_its_person_and_query_alone(position: tuple[str, ...]) -> None:
    path = str(next_of("/rows/?kind=a", position))
    cursor = path.partition("cursor=")[2]
    for other, uid in (
        (path, "u2"),
        (f"/rows/?kind=b&cursor={cursor}", "u1"),
        (f"/other/?kind=a&cursor={cursor}", "u1"),
    ):
        with pytest.raises(InvalidInput) as refused:
            asked(other, uid)
        assert refused.value.code == "invalid_cursor"
    assert asked(f"/rows?limit=3&kind=a&cursor={cursor}") == Page(3, position)


@given(st.text(max_size=60) | st.binary(max_size=60).map(lambda raw: base64.urlsafe_b64encode(raw).decode()))
def test_what_is_no_cursor_is_refused(cursor: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        asked(f"/rows/?cursor={quote(cursor)}")
    assert refused.value.code == "invalid_cursor"


@pytest.mark.parametrize("value", [[], ["x"], {"a": 1}, ["0" * 16, 5], 7, None, "[" * 500])
def test_json_that_is_no_position_is_refused(value: Any) -> None:
    test_what_is_no_cursor_is_refused.hypothesis.inner_test(  # type: ignore[attr-defined]
        base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")
    )


@pytest.mark.parametrize("limit", ["0", "101", "-1", "1.5", "x", "", "٣", "1" * 5000])
def test_a_limit_out_of_range_is_refused(limit: str) -> None:
    with pytest.raises(InvalidInput):
        asked(f"/rows/?limit={limit}")


def test_the_last_page_has_no_link() -> None:
    assert next_of("/rows/", None) is None
    assert asked("/rows/") == Page(50, None)
