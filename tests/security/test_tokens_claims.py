"""The pure rules over claims: whatever is in them, only the whole right form names a person."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from shared.gcp.token_claims import identity_of

NOW = 1_800_000_000
HEADER = {"alg": "RS256", "kid": "k"}
RIGHT: dict[str, Any] = {
    "sub": "user-1",
    "user_id": "user-1",
    "iat": NOW,
    "exp": NOW + 3600,
    "auth_time": NOW,
    "firebase": {"sign_in_provider": "password"},
}
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(name=st.sampled_from(["iat", "exp", "auth_time", "nbf"]), value=JSON.filter(lambda v: type(v) is not int))
def test_a_time_that_is_no_integer_is_refused(name: str, value: Any) -> None:
    assert identity_of(HEADER, RIGHT | {name: value}, NOW) is None


@given(iat=st.integers(), exp=st.integers(), auth_time=st.integers(), nbf=st.integers())
def test_whoever_is_accepted_holds_a_token_of_an_hour_that_is_running(
    iat: int, exp: int, auth_time: int, nbf: int
) -> None:
    claims = RIGHT | {"iat": iat, "exp": exp, "auth_time": auth_time, "nbf": nbf}
    if identity_of(HEADER, claims, NOW):
        assert iat <= NOW < exp <= iat + 3600
        assert max(auth_time, nbf) <= NOW


@given(early=st.integers(0, 3599), session=st.integers(0, 10**8))
def test_a_running_token_is_accepted_for_its_whole_hour(early: int, session: int) -> None:
    claims = RIGHT | {"iat": NOW - early, "exp": NOW - early + 3600, "auth_time": NOW - session}
    assert identity_of(HEADER, claims, NOW) is not None


def test_a_token_ends_in_the_second_that_it_names() -> None:
    assert identity_of(HEADER, RIGHT | {"iat": NOW - 3600, "exp": NOW}, NOW) is None


@given(sub=JSON)
def test_a_subject_that_could_not_be_a_document_id_is_refused(sub: Any) -> None:
    identity = identity_of(HEADER, RIGHT | {"sub": sub, "user_id": sub}, NOW)
    if identity:
        assert identity.uid.isascii()
        assert all(mark.isalnum() or mark in "_-" for mark in identity.uid)
        assert not (identity.uid.startswith("__") and identity.uid.endswith("__"))


@given(name=st.sampled_from(["user_id", "uid"]), value=JSON.filter(lambda v: v != "user-1"))
def test_a_second_user_in_a_token_is_refused(name: str, value: Any) -> None:
    assert identity_of(HEADER, RIGHT | {name: value}, NOW) is None


@given(st.dictionaries(st.sampled_from([*RIGHT, "nbf", "uid", "email", "tenant"]), JSON))
def test_odd_claims_are_refused_without_an_error(claims: dict[str, Any]) -> None:
    identity_of(HEADER, RIGHT | claims, NOW)
    identity_of(HEADER, claims, NOW)
