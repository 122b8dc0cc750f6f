"""The tool that changes what is known about the person."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from functions.chat.agents.coordinator.doing import Arguments, Nothing, change, fact, say, tell
from functions.chat.models.talk import Talk, Told
from functions.chat.rules.asking import listed
from functions.users import service as users
from functions.users.models import Origin
from shared.ai.amounts import Amount, CurrencyCode
from shared.ai.tool import tool
from shared.ai.turn import Turn
from shared.context import Context
from shared.money import Money

_FIGURES = ("monthly_income", "savings", "investments", "debts")
_PERSONAL = ("language", "preferred_currency", "location_context")
_PREFERENCES = ("tone", "style", "risk_preference")
Short = Annotated[str, Field(description="In the person's own words")]


class ProfileChange(Arguments):
    """Only what the person named; null leaves it."""

    monthly_income: Amount | None = None
    savings: Amount | None = None
    investments: Amount | None = None
    debts: Amount | None = None
    first_name: Short | None = None
    last_name: Short | None = None
    language: Literal["en", "fr", "ar"] | None = None
    preferred_currency: CurrencyCode | None = None
    location_context: Short | None = None
    time_zone: Annotated[str, Field(description="IANA name such as Africa/Algiers")] | None = None
    period_start_day: Annotated[int, Field(ge=1, le=28, description="The day of the month of the payday")] | None = None
    tone: Short | None = None
    style: Short | None = None
    risk_preference: Short | None = None
    goals: Annotated[list[str], Field(max_length=10)] | None = None

    @model_validator(mode="after")
    def _names_something(self) -> "ProfileChange":
        if not self.named:
            raise ValueError("name at least one field")
        return self

    @property
    def named(self) -> dict[str, Any]:
        """What is to be changed, flat."""
        return {name: value for name, value in self.model_dump().items() if value is not None}

    @property
    def changes(self) -> dict[str, Any]:
        """The same in the shape of the profile."""
        named = self.named
        inner = {
            "personal_info": {name: named.pop(name) for name in _PERSONAL if name in named},
            "user_ai_preferences": {name: named.pop(name) for name in _PREFERENCES if name in named},
            "extra_info": {name: named.pop(name) for name in ("goals",) if name in named},
        }
        return named | {name: values for name, values in inner.items() if values}


@tool("read")
def show_profile(turn: Turn[Talk], arguments: Nothing) -> Mapping[str, Any]:  # noqa: ARG001
    """What is known of the person: monthly income, savings, investments, debts, place, language and goals. Use it when
    they ask what they told about themselves."""
    talk = turn.identity
    known, code = talk.profile, talk.currency
    figures = {name: known[name] for name in _FIGURES if known.get(name) is not None}
    rows = [(users.label(name, talk.language), talk.language.money(Money(one, code))) for name, one in figures.items()]
    facts = tuple(fact(f"known_{name}", name.replace("_", " "), one, code) for name, one in figures.items())
    told = {**known["personal_info"], **known["user_ai_preferences"], "goals": known["extra_info"].get("goals")}
    named = {name: told[name] for name in (*_PERSONAL, *_PREFERENCES, "goals") if told.get(name)}
    rows += [
        (users.label(name, talk.language), users.field_told(name, one, code, talk.language))
        for name, one in named.items()
    ]
    if not rows:
        return tell(talk, Told("show_profile", say(talk, "profile_empty")))
    words = "\n".join(f"- {listed(talk.language, [row])}" for row in rows)
    return tell(talk, Told("show_profile", words, facts, tuple(value for _, value in rows)))


@tool("write")
def edit_user_profile(turn: Turn[Talk], arguments: ProfileChange) -> Mapping[str, Any]:
    """Changes the person's profile. Use it when they tell their usual income, savings, debts, name, language, currency,
    place, payday or wishes; name only what they said. Pay that has come in is no change of it: record_expense."""

    def do(acting: Context) -> Told:
        users.change_user(acting, arguments.changes, origin=Origin("said", "chat"))
        talk = turn.identity
        rows = [
            (users.label(name, talk.language), users.field_told(name, value, talk.currency, talk.language))
            for name, value in arguments.named.items()
        ]
        shown = listed(talk.language, rows)
        words = say(talk, "profile_changed", changes=shown)
        return Told("edit_user_profile", words, names=(shown,), closes=True)

    return change(turn, "edit_user_profile", do)
