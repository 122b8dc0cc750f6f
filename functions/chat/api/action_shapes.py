"""The shapes of Actions in requests and answers."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, RootModel

from functions.journal import service as journal
from functions.journal.models import Action, Status
from shared.gcp.idempotency import Kept
from shared.web.app import dumps
from shared.web.etags import etag_of
from shared.web.shapes import Amount, Cursor, Limit, Moment

_EXAMPLE: dict[str, Any] = {
    "id": "act_0c1xq3v9f7b2k5m8n4p6r0t2w",
    "turn_id": "msg_5f8h2k4m6n8p0r2t4v6x8z0b1",
    "agent": "chatbot",
    "tool": "update_budget",
    "summary": "Groceries: 20000.00 → 25000.00 DZD",
    "status": "done",
    "expires_at": None,
    "changes": [
        {
            "resource": "budget",
            "id": "bud_3d5f7h9k1m3p5r7t9v1x3z5b7",
            "before": {"budget": 20000.00},
            "after": {"budget": 25000.00},
        }
    ],
    "tokens": {"input": 812, "output": 41},
    "cost_usd": 0.0001,
    "created_at": "2026-11-22T03:00:00Z",
}


class ActionPath(BaseModel):
    id: str


class ActionsQuery(BaseModel):
    """`status` chooses those that stand so; without it all are given."""

    status: Status | None = None
    limit: Limit = None
    cursor: Cursor = None


class Decided(BaseModel):
    """Whether to do it."""

    model_config = ConfigDict(extra="forbid", strict=True, json_schema_extra={"example": {"confirm": True}})

    confirm: bool


class Scope(BaseModel):
    """The one action, or all of its turn."""

    model_config = ConfigDict(extra="forbid", strict=True, json_schema_extra={"example": {"scope": "action"}})

    scope: Literal["action", "turn"] = "action"


class ChangeOut(BaseModel):
    """One resource before and after; null where it was not there."""

    resource: str
    id: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None


class UsedTokensOut(BaseModel):
    input: int
    output: int


class CallOut(BaseModel):
    """The exact call that waits: its arguments, why the person is asked, and where each argument came from."""

    arguments: dict[str, Any]
    sha256: str
    reasons: list[str]
    origins: dict[str, str]


class ActionOut(BaseModel):
    """Something that was done, or that waits for the person."""

    model_config = ConfigDict(json_schema_extra={"example": _EXAMPLE})

    id: str
    turn_id: str | None
    agent: str
    tool: str
    summary: str
    status: Status
    expires_at: Moment | None
    changes: list[ChangeOut]
    tokens: UsedTokensOut | None
    cost_usd: Amount | None
    created_at: Moment
    call: CallOut | None = Field(default=None, description="only of what a person is or was asked to confirm")


class ActionsOut(RootModel[list[ActionOut]]):
    """The next page is in the `Link` header."""


class UsageOut(BaseModel):
    """What the turns of a calendar month used, against the cap; once it is used up, rules answer instead of a model."""

    period: str = Field(examples=["2026-11"])
    tokens: int
    cost_usd: Amount
    cap_usd: Amount


def tag_of(action: Action) -> str:
    """Another one as soon as the Action stands otherwise."""
    return etag_of(action.id, action.status, action.turned_at, action.versions)


def kept_one(action: Action) -> Kept:
    """The answer that a repeated decision gets."""
    return 200, dumps(journal.render(action)), tag_of(action)


def kept_all(actions: tuple[Action, ...]) -> Kept:
    """The answer that a repeated undo gets."""
    return 200, dumps([journal.render(one) for one in actions])
