"""Declaring tools: what the model is told, and which functions are refused."""

from collections.abc import Callable
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict, Field

from shared.ai.agent import Agent
from shared.ai.schema import names_a_person, schema_of
from shared.ai.tool import tool
from shared.ai.turn import Turn
from tests.shared.ai.clerk import Titled, look_up, put_down, tear_up


class Closed(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Open(BaseModel):
    title: str


class OpenInside(Closed):
    inner: list[Open]


class NamesUser(Closed):
    user_id: str


class NamesOwnerInside(Closed):
    class Inner(Closed):
        owner: str | None

    things: list[Inner]


class NamesUserByAlias(Closed):
    who: str = Field(alias="userId")


class NamesUserBehindAlias(Closed):
    uid: str = Field(alias="who")


class Kinds(Closed):
    default: Literal["x"] = "x"
    const: str | None = None


def test_a_tool_is_told_by_its_name_docstring_and_model() -> None:
    assert look_up.name == "look_up"
    assert look_up.description == "Looks a title up. Use it when one is named."
    assert look_up.parameters == Titled.model_json_schema()
    assert [one.effect for one in (look_up, put_down, tear_up)] == ["read", "write", "destructive"]


@pytest.mark.parametrize("model", [NamesUser, NamesOwnerInside, NamesUserByAlias, NamesUserBehindAlias])
def test_an_argument_that_names_a_user_is_refused_at_declaration(model: type[BaseModel]) -> None:
    def find(turn: Turn, arguments: model) -> dict[str, Any]:  # type: ignore[valid-type]
        """Finds it. Use it to find."""
        return {}

    with pytest.raises(ValueError, match="sign-in"):
        tool("read")(find)


@pytest.mark.parametrize("model", [Open, OpenInside])
def test_arguments_that_take_extra_keys_are_refused(model: type[BaseModel]) -> None:
    def find(turn: Turn, arguments: model) -> dict[str, Any]:  # type: ignore[valid-type]
        """Finds it. Use it to find."""
        return {}

    with pytest.raises(ValueError, match="extra"):
        tool("read")(find)


def _untold(turn: Turn, arguments: Titled) -> dict[str, Any]:
    return {}


def undocumented(turn: Turn, arguments: Titled) -> dict[str, Any]:
    return {}


def final_answer(turn: Turn, arguments: Titled) -> dict[str, Any]:
    """Answers. Use it to answer."""
    return {}


def no_turn(arguments: Titled) -> dict[str, Any]:
    """Finds. Use it to find."""
    return {}


def loose(turn: Turn, title: str) -> dict[str, Any]:
    """Finds. Use it to find."""
    return {}


def untyped(turn, arguments):  # type: ignore[no-untyped-def]
    """Finds. Use it to find."""
    return {}


def tells_text(turn: Turn, arguments: Titled) -> str:
    """Finds. Use it to find."""
    return ""


@pytest.mark.parametrize("function", [_untold, undocumented, final_answer, no_turn, loose, untyped, tells_text])
def test_a_function_that_is_not_typed_and_documented_is_refused(function: Callable[..., Any]) -> None:
    with pytest.raises((ValueError, TypeError)):
        tool("read")(function)


def test_an_agent_takes_declared_tools_of_different_names_only() -> None:
    with pytest.raises(ValueError, match="same name"):
        Agent("clerk", str, "x", (look_up, look_up))
    with pytest.raises(ValueError, match="@tool"):
        Agent("clerk", str, "x", (undocumented,))  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="answers"):
        Agent("clerk", int, "x")  # type: ignore[type-var]


def test_keywords_outside_of_the_subset_are_left_out_but_fields_of_such_names_stay() -> None:
    schema = schema_of(Kinds)
    assert set(schema["properties"]) == {"default", "const"}
    assert schema["properties"]["default"] == {"enum": ["x"], "title": "Default", "type": "string"}
    assert "default" not in schema["properties"]["const"]


@pytest.mark.parametrize(
    "name", ["uid", "userId", "user_id", "USER", "target-user", "forUserId", "owner", "account_id", "e_mail", "token"]
)
def test_names_of_people_are_known_however_they_are_written(name: str) -> None:
    assert names_a_person(name)


@pytest.mark.parametrize("name", ["user_ai_preferences", "personal_info", "amount", "budget_id", "title", "tokens"])
def test_names_of_things_are_not_taken_for_people(name: str) -> None:
    assert not names_a_person(name)


@given(st.from_regex(r"[a-z]{1,8}", fullmatch=True), st.sampled_from(["uid", "user_id", "owner", "email"]))
def test_a_prefix_hides_nobody(prefix: str, who: str) -> None:
    assert names_a_person(f"{prefix}_{who}")
