"""The shapes of requests and answers about people."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from functions.users import rules
from functions.users.models import How, Source, User
from shared.errors import FieldError, InvalidInput
from shared.money import Money
from shared.web.etags import etag_of
from shared.web.shapes import Amount, Moment

_READ_ONLY = {"currency", "onboarding_status", "provenance", "ai_summary", "id", "username", "email", "profile"}
Name = Annotated[str, StringConstraints(max_length=100)]
Secret = Annotated[str, StringConstraints(min_length=1, max_length=4096)]
_FIGURE = "amount as a number or decimal string, or null to remove"
_TOKENS: dict[str, Any] = {"access": "eyJhbGciOiJSUzI1NiIs…", "refresh": "AMf-vBx…"}
_PROFILE: dict[str, Any] = {
    "onboarding_status": "completed",
    "monthly_income": 85000.00,
    "savings": None,
    "investments": None,
    "debts": None,
    "currency": "DZD",
    "user_ai_preferences": {"risk_preference": "balanced", "tone": "friendly", "style": "brief"},
    "personal_info": {"preferred_currency": "DZD", "location_context": "Algiers", "language": "fr"},
    "extra_info": {"goals": [], "budget_categories": [], "budget_minimums": {}},
    "ai_summary": "Saves for a car and likes short answers.",
    "time_zone": "Africa/Algiers",
    "period_start_day": 1,
    "keep_receipts": True,
    "provenance": {
        "monthly_income": {"how": "said", "at": "2026-11-21T09:30:00Z", "source": "onboarding"},
        "personal_info.language": {"how": "inferred", "at": "2026-11-21T09:31:00Z", "source": "chat"},
        "time_zone": {"how": "assumed", "at": "2026-11-21T09:29:00Z", "source": "api"},
    },
}
_USER: dict[str, Any] = {
    "id": "x7Jt0aPq3Rc5vBn8mK2sLd4fGh61",
    "username": "amine",
    "email": "amine@example.com",
    "first_name": "Amine",
    "last_name": "",
    "profile": _PROFILE,
}


class Body(BaseModel):
    """What all bodies share: no unknown field, no conversion."""

    model_config = ConfigDict(extra="forbid", strict=True)


class NewUser(Body):
    """Who signs up. The user name is 3 to 30 of letters, digits and `._-`, unique whatever its case; the password
    follows Firebase's rules (at least 6 characters)."""

    username: Name
    password: Secret
    email: Annotated[str, StringConstraints(min_length=3, max_length=254)]
    first_name: Name = ""
    last_name: Name = ""


class Credentials(Body):
    """Either a user name or an e-mail, and the password."""

    username: Name | None = None
    email: Annotated[str, StringConstraints(max_length=254)] | None = None
    password: Secret

    @model_validator(mode="after")
    def _one_of_both(self) -> "Credentials":
        if bool(self.username) == bool(self.email):
            raise ValueError("Send either a user name or an e-mail.")
        return self


class RefreshToken(Body):
    refresh: Secret


class UserChange(Body):
    """Fields to change; those that are not sent stay. Amounts are numbers or decimal strings."""

    first_name: Name | None = None
    last_name: Name | None = None
    monthly_income: Any = Field(default=None, description=_FIGURE)
    savings: Any = Field(default=None, description=_FIGURE)
    investments: Any = Field(default=None, description=_FIGURE)
    debts: Any = Field(default=None, description=_FIGURE)
    user_ai_preferences: dict[str, Any] | None = None
    personal_info: dict[str, Any] | None = None
    extra_info: dict[str, Any] | None = None
    time_zone: Name | None = None
    period_start_day: int | None = None
    keep_receipts: bool | None = None

    @model_validator(mode="before")
    @classmethod
    def _refuse_read_only(cls, sent: Any) -> Any:
        if isinstance(sent, dict) and (found := sorted(_READ_ONLY & sent.keys())):
            detail = "This cannot be changed here."
            errors = tuple(FieldError(name, "read_only_field", detail) for name in found)
            raise InvalidInput(detail, "read_only_field", errors)
        return sent


class TokensOut(BaseModel):
    """`access` is the bearer token of an hour, `refresh` gives new ones."""

    model_config = ConfigDict(json_schema_extra={"example": _TOKENS})

    access: str
    refresh: str


class SignedUp(TokensOut):
    """The tokens of the first session, and who that is."""

    model_config = ConfigDict(json_schema_extra={"example": {**_TOKENS, "id": _USER["id"]}})

    id: str


class Provenance(BaseModel):
    """How a fact is known, since when, and through what."""

    how: How
    at: Moment
    source: Source


class ProfileOut(BaseModel):
    """What is known of a person. Amounts are in `currency`; keys of `provenance` are names of facts, such as
    `monthly_income` or `personal_info.language`."""

    onboarding_status: Literal["not_started", "in_progress", "completed"]
    monthly_income: Amount | None
    savings: Amount | None
    investments: Amount | None
    debts: Amount | None
    currency: str
    user_ai_preferences: dict[str, Any]
    personal_info: dict[str, Any]
    extra_info: dict[str, Any]
    ai_summary: str | None
    time_zone: str
    period_start_day: int
    keep_receipts: bool
    provenance: dict[str, Provenance]


class UserOut(BaseModel):
    """The signed-in person."""

    model_config = ConfigDict(json_schema_extra={"example": _USER})

    id: str
    username: str
    email: str
    first_name: str
    last_name: str
    profile: ProfileOut


class Outlives(BaseModel):
    """What stays for a while, unread, after everything is removed; `days` at most."""

    what: str
    days: int


class DeletionStarted(BaseModel):
    deletion: Literal["started"]
    outlives: list[Outlives]


# The longest that the store keeps former states and backups, Pub/Sub keeps messages, and the platform keeps logs:
# those of infra/terraform, which a test compares.
DELETION_STARTED: dict[str, Any] = {
    "deletion": "started",
    "outlives": [
        {"what": "former states of the store, for its recovery", "days": 7},
        {"what": "backups of the store", "days": 98},
        {"what": "messages between our functions that could not be delivered", "days": 7},
        {"what": "logs, in which nobody is named", "days": 90},
    ],
}


class ExportedDocument(BaseModel):
    """`id` has slashes where a document lies below another; `data` is what is kept, times as RFC 3339."""

    id: str
    data: dict[str, Any]


class ExportedFile(BaseModel):
    name: str
    content_type: str
    size: int
    url: str
    expires_at: Moment


class Export(BaseModel):
    """Everything that is held of a person. `collections` has one list for each kind of thing; `digits` tells how many
    digits of each currency's whole-number amounts come after the point; `elsewhere` is what lies outside of the
    person's own folder: the user name, the kept answer of the sign-up, events that could not be worked on."""

    format: Literal["ai-on.export"]
    version: Literal[1]
    exported_at: Moment
    amounts: str
    user_id: str
    account: dict[str, Any] | None
    person: dict[str, Any] | None
    collections: dict[str, list[ExportedDocument]]
    elsewhere: list[ExportedDocument]
    files: list[ExportedFile]
    digits: dict[str, int]
    complete: Literal[True]


def user_out(user: User) -> dict[str, Any]:
    """A person as clients see them."""
    # The store gives the keys of a map in no order that means anything.
    profile = {name: user.profile[name] for name in ProfileOut.model_fields}
    for name in rules.FIGURES:
        minor = profile[name]
        profile[name] = None if minor is None else Money(minor, profile["currency"]).decimal
    names = {"id": user.id, "username": user.username, "email": user.email}
    return {**names, "first_name": user.first_name, "last_name": user.last_name, "profile": profile}


def tag_of(user: User) -> str:
    """The entity tag of the person."""
    return etag_of(user.id, user.version)
