"""Whatever schema a client asks for, the answer has its shape."""

import json
from datetime import date, datetime
from enum import Enum
from typing import Literal

import pytest
from google.genai import Client, types
from pydantic import BaseModel, Field

from dev.gemini.engine.samples import sample


class Colour(Enum):
    RED = "red"
    BLUE = "blue"


class Leaf(BaseModel):
    name: str = Field(min_length=3)
    weight: float = Field(ge=1.5)
    day: date
    moment: datetime
    fresh: bool


class Tree(BaseModel):
    kind: Literal["oak", "elm"]
    colour: Colour
    leaves: list[Leaf] = Field(min_length=2)
    parent: "Tree | None" = None
    pair: tuple[int, str]
    note: str | None
    extra: dict[str, int]


def test_an_answer_in_json_schema_fits_its_model(client: Client) -> None:
    config = types.GenerateContentConfig(
        response_mime_type="application/json", response_json_schema=Tree.model_json_schema()
    )
    answer = client.models.generate_content(model="gemini-2.5-flash", contents="a tree", config=config)
    assert len(Tree.model_validate_json(answer.text or "").leaves) == 2


def test_an_answer_in_the_openapi_form_fits_its_model(client: Client) -> None:
    config = types.GenerateContentConfig(response_mime_type="application/json", response_schema=list[Leaf])
    answer = client.models.generate_content(model="gemini-2.5-flash", contents="leaves", config=config)
    assert json.loads(answer.text or "") == []


@pytest.mark.parametrize(
    "schema",
    [
        {},
        {"$ref": "#"},
        {"$ref": "#/$defs/none"},
        {"type": "object", "properties": {"self": {"$ref": "#"}}, "required": ["self"]},
        {"anyOf": []},
        {"type": ["string", "null"]},
        {"type": "STRING", "nullable": True},
        5,
    ],
)
def test_an_odd_schema_ends(schema: object) -> None:
    json.dumps(sample(schema))
