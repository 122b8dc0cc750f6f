"""What models were asked for whom, held against what had been counted: once it is used up, nobody is asked any more."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tests.simulation import history
from tests.simulation.broker import Message
from tests.simulation.clients import Doing
from tests.simulation.world import Broken, World

# Tokens a day: few, so that somebody who talks much comes to the end of them.
A_DAY = 1_000


@dataclass(frozen=True, slots=True)
class Call:
    """One answer of a model, in a task that began at `began`, when so many commits had been made."""

    uid: str
    task: str
    tokens: int
    commits: int
    began: datetime
    at: datetime


def billed(world: World, answer: Any) -> Any:
    """The answer of a model with what it used, noted for the person for whom it was asked, where that is one."""
    from google.genai import types

    tokens, task = world.weather.tokens, world.task
    answer.usage_metadata = types.GenerateContentResponseUsageMetadata(prompt_token_count=tokens)
    if task is not None and (uid := _person(task.owner)):
        commits, began = task.born
        world.calls.append(Call(uid, task.name, tokens, commits, began, world.now))
    return answer


def _person(owner: Any) -> str | None:
    if isinstance(owner, Doing):
        return str(owner.person.uid)
    if isinstance(owner, Message) and not owner.kind.startswith("schedule."):
        uid: str | None = json.loads(owner.data).get("uid")
        return uid
    return None


def may_run_out(world: World) -> bool:
    """Whether somebody could come to the end of a day's allowance in this run."""
    return any(call.tokens > 1 for call in world.calls)


def check(world: World) -> None:
    """Nothing is asked for people whose day was used up when the task began, and nothing counts that was not asked.

    Where nothing fails, all that was asked counts.
    """
    for call in world.calls:
        days = {call.began.strftime("%d"), call.at.strftime("%d")}
        if all(_counted(world, call, day) >= A_DAY for day in days):
            raise Broken(f"{call.task} asked a model for {call.uid}, whose day was used up")
    for uid in history.everybody(world):
        asked = sum(call.tokens for call in world.calls if call.uid == uid)
        counted = sum(int(row["tokens"]) for row in history.rows(world, uid, "usage").values())
        if (counted > asked or (world.is_calm and counted != asked)) and not _reads_for_all(world):
            raise Broken(f"{counted} tokens count for {uid}, for whom {asked} were used")


def _reads_for_all(world: World) -> bool:
    """Whether a schedule may have asked for people whom its task does not name."""
    return any(commit.task.startswith("read_pending_receipts") for commit in world.commits)


def _counted(world: World, call: Call, day: str) -> int:
    last: Any = next(_states(world, call), {})
    return int(last.get("days", {}).get(day, 0))


def _states(world: World, call: Call) -> Iterator[Any]:
    """What was counted for the month of a call when its task began, the latest first."""
    place = ("users", call.uid, "usage", f"{call.at:%Y-%m}")
    for commit in reversed(world.commits[: call.commits]):
        for written in commit.writes:
            if written.path == place and written.after:
                yield written.after.fields
