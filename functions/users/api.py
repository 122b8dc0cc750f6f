"""Routes of accounts and tokens."""

from typing import Annotated, Any

from flask import Response, g
from flask_openapi3.models.tag import Tag
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from functions.users import rules, service
from functions.users.models import User
from shared.clock import system_clock
from shared.errors import FieldError, InvalidInput
from shared.gcp.identity import Tokens
from shared.money import Money
from shared.web.app import answer, context, dumps, http_function, make_app, sign_up
from shared.web.auth import public
from shared.web.limits import limited

app = make_app("AI-On users")
_TAG = [Tag(name="users")]
_SIGNED_IN: list[dict[str, list[str]]] = [{"firebase": []}]
_READ_ONLY = {"currency", "onboarding_status", "provenance", "ai_summary", "id", "username", "email", "profile"}
Name = Annotated[str, StringConstraints(max_length=100)]
Secret = Annotated[str, StringConstraints(min_length=1, max_length=4096)]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class NewUser(_Body):
    """Who signs up. The password follows Firebase's rules (at least 6 characters)."""

    username: Annotated[str, StringConstraints(max_length=100)]
    password: Secret
    email: Annotated[str, StringConstraints(min_length=3, max_length=254)]
    first_name: Name = ""
    last_name: Name = ""


class Credentials(_Body):
    """Either a user name or an e-mail, and the password."""

    username: Name | None = None
    email: Annotated[str, StringConstraints(max_length=254)] | None = None
    password: Secret

    @model_validator(mode="after")
    def _one_of_both(self) -> "Credentials":
        if bool(self.username) == bool(self.email):
            raise ValueError("Send either a user name or an e-mail.")
        return self


class RefreshToken(_Body):
    refresh: Secret


class UserChange(_Body):
    """Fields to change; those that are not sent stay. Amounts are numbers or decimal strings."""

    first_name: Name | None = None
    last_name: Name | None = None
    monthly_income: Any = Field(default=None, description="amount, or null to remove")
    savings: Any = Field(default=None, description="amount, or null to remove")
    investments: Any = Field(default=None, description="amount, or null to remove")
    debts: Any = Field(default=None, description="amount, or null to remove")
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


def _tokens(tokens: Tokens) -> dict[str, str]:
    return {"access": tokens.id_token, "refresh": tokens.refresh_token}


def _out(user: User) -> dict[str, Any]:
    profile = dict(user.profile)
    for name in rules.FIGURES:
        minor = profile[name]
        profile[name] = None if minor is None else Money(minor, profile["currency"]).decimal
    names = {"id": user.id, "username": user.username, "email": user.email}
    return {**names, "first_name": user.first_name, "last_name": user.last_name, "profile": profile}


@app.post("/api/users/create/", tags=_TAG, summary="Sign up")
@public
@limited("sign-in")
def create_user(body: NewUser) -> Response:
    key = sign_up(body.email, dumps(body.model_dump(exclude={"password"})), body.password)
    signing = service.SignUp(body.username, body.email, body.password, (body.first_name, body.last_name))
    tokens = service.create_user(signing, system_clock(), key, lambda made: (201, dumps(_signed_up(made))))
    return answer(_signed_up(tokens), 201)


def _signed_up(tokens: Tokens) -> dict[str, str]:
    return {**_tokens(tokens), "id": tokens.uid}


@app.post("/api/token/", tags=_TAG, summary="Sign in")
@public
@limited("sign-in")
def sign_in(body: Credentials) -> Response:
    return answer(_tokens(service.sign_in(body.username, body.email, body.password)))


@app.post("/api/token/refresh/", tags=_TAG, summary="New tokens for a refresh token")
@public
@limited("sign-in")
def refresh(body: RefreshToken) -> Response:
    return answer(_tokens(service.refresh(body.refresh)))


@app.get("/api/users/me/", tags=_TAG, summary="The signed-in person", security=_SIGNED_IN)
def me() -> Response:
    return answer(_out(service.get_user(g.uid)))


@app.patch("/api/users/me/", tags=_TAG, summary="Change names and profile", security=_SIGNED_IN)
def change_me(body: UserChange) -> Response:
    changes = body.model_dump(exclude_unset=True)
    user = service.change_user(context(), changes, lambda changed: (200, dumps(_out(changed))))
    return answer(_out(user))


users = http_function("users", app)
