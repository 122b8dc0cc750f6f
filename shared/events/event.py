"""What every event carries, and the limits that keep each of them under 10 KB.

Amounts are integer minor units beside a currency. No text of receipts, no prompt and no words of people travel here,
but the titles of their budgets.
"""

from datetime import UTC, datetime
from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from shared.ids import new_id

MAX_BYTES = 10_000
# As many budgets as may share one expense; the event of a change names them three times.
MAX_SPLITS = 40
# A rebalance of more budgets tells of these and counts the others.
MAX_REBALANCED = 15

_VISIBLE = r"^[\x21-\x7e]*$"
Id = Annotated[str, StringConstraints(max_length=32, pattern=_VISIBLE)]
RequestId = Annotated[str, StringConstraints(max_length=64, pattern=_VISIBLE)]
Uid = Annotated[str, StringConstraints(max_length=128, pattern=_VISIBLE)]
Word = Annotated[str, StringConstraints(max_length=40, pattern=_VISIBLE)]
Currency = Annotated[str, StringConstraints(max_length=3, pattern=_VISIBLE)]
PeriodStart = Annotated[str, StringConstraints(max_length=10, pattern=_VISIBLE)]
Title = Annotated[str, StringConstraints(max_length=80)]
# An entry holds at most 10¹² minor units; sums of many hold what the store can.
ShareMinor = Annotated[int, Field(ge=-(10**15), le=10**15)]
Minor = Annotated[int, Field(ge=-(2**63), lt=2**63)]


class Part(BaseModel):
    """A frozen part of an event. Fields that a later version adds are ignored."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Cause(Part):
    """What led to the event, for tracing."""

    action_id: Id | None = None
    request_id: RequestId | None = None


class Event(Part):
    """What every event carries. `topic` is the noun whose Pub/Sub topic it travels on."""

    topic: ClassVar[str]

    type: Word
    event_id: Id = Field(default_factory=lambda: new_id("evt"))
    version: Literal[1] = 1
    uid: Uid
    occurred_at: datetime = Field(default_factory=lambda: datetime.now(UTC))
    cause: Cause = Cause()
