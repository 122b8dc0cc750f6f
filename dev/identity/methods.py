"""The methods of the REST interface: a JSON body in, a JSON body out, in Firebase's names."""

from collections.abc import Callable
from typing import Any

from dev.identity import minting, rules
from dev.identity.accounts import Accounts, Session
from dev.identity.faults import Fault
from dev.identity.storage import Account

Body = dict[str, Any]
Method = Callable[[Accounts, Body], Body]


def sign_up(accounts: Accounts, body: Body) -> Body:
    if not body.get("email") and not body.get("password"):
        raise Fault("ADMIN_ONLY_OPERATION")  # an anonymous account: not offered
    email = rules.checked_email(body.get("email"))
    password = rules.new_password(body.get("password"))
    account = accounts.create(email, password, text_of(body, "displayName"))
    return _session(accounts.open_session(account.uid), "identitytoolkit#SignupNewUserResponse")


def sign_in(accounts: Accounts, body: Body) -> Body:
    email = rules.checked_email(body.get("email"))
    session = accounts.sign_in(email, rules.given_password(body.get("password")))
    return _session(session, "identitytoolkit#VerifyPasswordResponse") | {"registered": True}


def refresh(accounts: Accounts, body: Body) -> Body:
    """The answer of Secure Token is in snake case, `expires_in` is text."""
    if body.get("grant_type") != "refresh_token":
        raise Fault("INVALID_GRANT_TYPE" if body.get("grant_type") else "MISSING_GRANT_TYPE")
    given = body.get("refresh_token")
    if not given:
        raise Fault("MISSING_REFRESH_TOKEN")
    if not isinstance(given, str):
        raise Fault("INVALID_REFRESH_TOKEN")
    session = accounts.refresh(given)
    return {
        "access_token": session.id_token,
        "expires_in": str(minting.LIFETIME_S),
        "token_type": "Bearer",
        "refresh_token": session.refresh_token,
        "id_token": session.id_token,
        "user_id": session.account.uid,
        "project_id": accounts.project,
    }


def lookup(accounts: Accounts, body: Body) -> Body:
    return users([accounts.holder(body.get("idToken"))])


def update(accounts: Accounts, body: Body) -> Body:
    """People change their e-mail, password and name; new tokens follow a new password."""
    account = accounts.holder(body.get("idToken"))
    changes = changes_in(body)
    account = accounts.change(account.uid, changes)
    answer = {"kind": "identitytoolkit#SetAccountInfoResponse", **_profile(account)}
    if body.get("returnSecureToken") and "password" in changes:
        return answer | _tokens(accounts.open_session(account.uid))
    return answer


def delete(accounts: Accounts, body: Body) -> Body:
    accounts.delete(accounts.holder(body.get("idToken")).uid)
    return {"kind": "identitytoolkit#DeleteAccountResponse"}


def changes_in(body: Body) -> Body:
    """Fields of an account that its owner may write, checked."""
    changes: Body = {}
    if "email" in body:
        changes |= {"email": rules.checked_email(body["email"]), "email_verified": False}
    if "password" in body:
        changes["password"] = rules.new_password(body["password"])
    if "displayName" in body:
        changes["display_name"] = text_of(body, "displayName")
    if "DISPLAY_NAME" in (body.get("deleteAttribute") or []):
        changes["display_name"] = None
    return changes


def text_of(body: Body, name: str) -> str | None:
    value = body.get(name)
    if value is not None and not isinstance(value, str):
        raise Fault(f"INVALID_REQ_TYPE : {name} must be text")
    return value or None


def users(found: list[Account]) -> Body:
    """The answer of a look-up; without `users` when nobody was found."""
    answer: Body = {"kind": "identitytoolkit#GetAccountInfoResponse"}
    return answer | {"users": [_user(account) for account in found]} if found else answer


def _user(account: Account) -> Body:
    times = {
        "validSince": account.valid_since,
        "createdAt": account.created_ms,
        "lastLoginAt": account.last_login_ms,
    }
    user = _profile(account) | {name: str(value) for name, value in times.items() if value is not None}
    if account.password_ms is not None:
        user["passwordUpdatedAt"] = account.password_ms
    if account.disabled:
        user["disabled"] = True
    return user


def _profile(account: Account) -> Body:
    provider = {"providerId": "password", "email": account.email, "rawId": account.email,
                "federatedId": account.email}  # fmt: skip
    profile: Body = {
        "localId": account.uid,
        "email": account.email,
        "emailVerified": account.email_verified,
        "providerUserInfo": [provider],
    }
    return profile | {"displayName": account.display_name} if account.display_name else profile


def _session(session: Session, kind: str) -> Body:
    account = session.account
    answer = {"kind": kind, "localId": account.uid, "email": account.email, **_tokens(session)}
    return answer | {"displayName": account.display_name or ""}


def _tokens(session: Session) -> Body:
    return {
        "idToken": session.id_token,
        "refreshToken": session.refresh_token,
        "expiresIn": str(minting.LIFETIME_S),
    }


BY_CLIENTS: dict[str, Method] = {
    "accounts:signUp": sign_up,
    "accounts:signInWithPassword": sign_in,
    "accounts:lookup": lookup,
    "accounts:update": update,
    "accounts:delete": delete,
    "token": refresh,
}
