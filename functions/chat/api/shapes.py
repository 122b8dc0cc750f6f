"""The shapes of messages and replies."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, RootModel, StringConstraints
from pydantic_core import PydanticCustomError

from functions.chat.models.conversation import Message
from functions.chat.models.talk import Reply
from shared.clock import rfc3339
from shared.web.shapes import Cursor, Limit, Moment

LONGEST_MESSAGE = 4_000
FORM = "multipart/form-data"


def _sayable(text: str) -> str:
    if not any(char.isprintable() and not char.isspace() for char in text):
        raise PydanticCustomError("text", "There must be some text.")
    return "".join(char for char in text if char.isprintable() or char in "\n\t" or char.isspace())


Words = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_MESSAGE),
    AfterValidator(_sayable),
]


class MessageIn(BaseModel):
    """What the person says."""

    model_config = ConfigDict(
        extra="forbid", strict=True, json_schema_extra={"example": {"msg": "I spent 500 DZD at a coffee shop"}}
    )

    msg: Words


class SourceOut(BaseModel):
    """A question about money that was computed: its plan, the figures, and the entries that they come from."""

    query: dict[str, Any]
    facts: list[dict[str, Any]]
    ids: list[str]


class ReplyOut(BaseModel):
    """The answer. `actions` are what was changed or waits for a confirmation; `degraded` tells that rules answered."""

    msg: str
    id: str
    actions: list[dict[str, Any]]
    sources: list[SourceOut]
    degraded: bool


class MessageOut(BaseModel):
    """One message of the history: text, the ids of Actions and the questions that were computed."""

    id: str
    role: Literal["user", "model"]
    msg: str
    created_at: Moment
    actions: list[str]
    sources: list[dict[str, Any]]


class HistoryOut(RootModel[list[MessageOut]]):
    """A page of messages, the oldest of them first."""


class Cleared(BaseModel):
    message: str


class PageQuery(BaseModel):
    limit: Limit = None
    cursor: Cursor = None


def reply_out(reply: Reply) -> dict[str, Any]:
    """The reply as clients see it."""
    return {
        "msg": reply.msg,
        "id": reply.id,
        "actions": list(reply.actions),
        "sources": list(reply.sources),
        "degraded": reply.degraded,
    }


def message_out(message: Message) -> Mapping[str, Any]:
    """A message of the history."""
    return {
        "id": message.id,
        "role": message.role,
        "msg": message.msg,
        "created_at": rfc3339(message.created_at),
        "actions": list(message.actions),
        "sources": [{"query": one} for one in message.queries],
    }


_MESSAGE_SCHEMA = {"type": "string", "minLength": 1, "maxLength": LONGEST_MESSAGE}
DESCRIBED_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {"schema": MessageIn.model_json_schema()},
            FORM: {
                "schema": {
                    "type": "object",
                    "additionalProperties": False,
                    "required": ["file"],
                    "properties": {
                        "msg": _MESSAGE_SCHEMA,
                        "file": {"type": "string", "format": "binary", "description": "JPEG, PNG, WEBP or PDF, 10 MB"},
                    },
                }
            },
        },
    }
}
