"""Routes that need no sign-in: sign up, sign in, new tokens."""

from flask import Response
from flask_openapi3.models.tag import Tag

from functions.users import service
from functions.users.api.app import app
from functions.users.api.shapes import Credentials, NewUser, RefreshToken, SignedUp, TokensOut
from shared.clock import system_clock
from shared.gcp.identity import Tokens
from shared.web.app import answer, dumps, sign_up
from shared.web.auth import public
from shared.web.limits import limited

_TAG = [Tag(name="users", description="Accounts, tokens and the signed-in person")]


def _tokens(tokens: Tokens) -> dict[str, str]:
    return {"access": tokens.id_token, "refresh": tokens.refresh_token}


def _signed_up(tokens: Tokens) -> dict[str, str]:
    return {**_tokens(tokens), "id": tokens.uid}


@app.post(
    "/api/users/create/",
    tags=_TAG,
    summary="Sign up",
    description="Makes the account, reserves the user name and begins a profile: all of it or nothing. The tokens can "
    "be used at once. Problems: `username_taken`, `email_taken`, `invalid_email`, `weak_password`.",
    responses={201: SignedUp},
)
@public
@limited("sign-in")
def create_user(body: NewUser) -> Response:
    key = sign_up(body.email, dumps(body.model_dump(exclude={"password"})), body.password)
    new = service.SignUp(body.username, body.email, body.password, (body.first_name, body.last_name))
    tokens = service.create_user(new, system_clock(), key, lambda made: (201, dumps(_signed_up(made))))
    return answer(_signed_up(tokens), 201)


@app.post(
    "/api/token/",
    tags=_TAG,
    summary="Sign in by user name or e-mail",
    description="Answers `invalid_credentials` alike for a wrong password and for somebody who is not known.",
    responses={200: TokensOut},
)
@public
@limited("sign-in")
def sign_in(body: Credentials) -> Response:
    return answer(_tokens(service.sign_in(body.username, body.email, body.password)))


@app.post(
    "/api/token/refresh/",
    tags=_TAG,
    summary="New tokens for a refresh token",
    description="The session stays the one that began with the sign-in: signing out everywhere ends it.",
    responses={200: TokensOut},
)
@public
@limited("sign-in")
def refresh(body: RefreshToken) -> Response:
    return answer(_tokens(service.refresh(body.refresh)))
