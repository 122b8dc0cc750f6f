"""Whether what people are told is what they said: amounts, days and periods, reckoned by ourselves."""

from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from tests.simulation import history
from tests.simulation.clients import Doing
from tests.simulation.fold import period_of
from tests.simulation.people import Answer
from tests.simulation.world import Broken, World


def told(world: World, doing: Doing, answer: Answer) -> None:
    """Look at the answer to something that was recorded."""
    kind = doing.operation.kind
    if not answer.is_good or answer.replayed or kind not in {"words", "entries"}:
        return
    rows = answer.json()["expenses"] if kind == "words" else answer.json()
    for rank, row in enumerate(rows):
        said = doing.operation.body if kind == "words" else doing.operation.body[rank]
        _amount(doing, row, Decimal(said["amount"]) if kind == "words" else Decimal(said["minor"]) / 100)
        if kind == "words" or said["days_ago"] is None:
            _day(world, doing, answer, row, said["days_ago"] or 0)
        elif row["date"] != doing.asked.body["entries"][rank]["date"]:
            raise Broken(f"{doing.name} said {doing.asked.body['entries'][rank]['date']} and was told {row['date']}")
    if len(rows) != (1 if kind == "words" else len(doing.operation.body)):
        raise Broken(f"{doing.name} was told of {len(rows)} expenses: {answer.body}")


def _amount(doing: Doing, row: Any, said: Decimal) -> None:
    if Decimal(str(row["amount"])) != said:
        raise Broken(f"{doing.name} said {said} and was told {row['amount']}")


def _day(world: World, doing: Doing, answer: Answer, row: Any, days_ago: int) -> None:
    """A day that was not named, or named by its distance, is reckoned where the person is."""
    uid, stored = doing.person.uid, history.rows(world, doing.person.uid, "expenses").get(row["id"])
    profiles = history.profiles_between(world, uid, answer.begun)
    days = {answer.begun.astimezone(ZoneInfo(one["time_zone"])).date().toordinal() - days_ago for one in profiles}
    from datetime import date

    if date.fromisoformat(row["date"]).toordinal() not in days:
        raise Broken(f"{doing.name} at {answer.begun} in {profiles[-1]['time_zone']} was dated {row['date']}")
    if stored is None:
        raise Broken(f"{doing.name} was told of {row['id']}, which is not there")
    periods = {period_of(row["date"], one["period_start_day"]) for one in profiles}
    if stored["version"] == 1 and stored["date"] == row["date"] and stored["period_start"] not in periods:
        raise Broken(f"{doing.name} of {row['date']} was put into the period of {stored['period_start']}")
