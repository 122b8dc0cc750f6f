"""The methods of administrators: they name accounts instead of proving to own them."""

from typing import Any

from dev.identity import rules
from dev.identity.accounts import Accounts
from dev.identity.faults import Fault
from dev.identity.methods import Body, Method, changes_in, text_of, users
from dev.identity.storage import Account


def create(accounts: Accounts, body: Body) -> Body:
    """Make an account, with `localId` where one is wanted; no tokens are issued."""
    email = rules.checked_email(body.get("email"))
    password = rules.new_password(body["password"]) if body.get("password") is not None else None
    uid = rules.checked_uid(body["localId"]) if body.get("localId") is not None else None
    account = accounts.create(email, password, text_of(body, "displayName"), uid)
    if state := _state_in(body):
        accounts.change(account.uid, state)
    return {"kind": "identitytoolkit#SignupNewUserResponse", "localId": account.uid, "email": account.email}


def lookup(accounts: Accounts, body: Body) -> Body:
    found: dict[str, Account] = {}
    for uid in _texts(body, "localId"):
        if account := accounts.storage.account(uid):
            found[account.uid] = account
    for email in _texts(body, "email"):
        if account := accounts.storage.account_by_email(email.lower()):
            found[account.uid] = account
    return users(list(found.values()))


def update(accounts: Accounts, body: Body) -> Body:
    """Also disables, enables and revokes: `disableUser`, `validSince`."""
    account = accounts.change(_uid_in(body), changes_in(body) | _state_in(body))
    return {"kind": "identitytoolkit#SetAccountInfoResponse", "localId": account.uid, "email": account.email}


def delete(accounts: Accounts, body: Body) -> Body:
    accounts.delete(_uid_in(body))
    return {"kind": "identitytoolkit#DeleteAccountResponse"}


def _uid_in(body: Body) -> str:
    if not isinstance(body.get("localId"), str) or not body["localId"]:
        raise Fault("MISSING_LOCAL_ID")
    return str(body["localId"])


def _texts(body: Body, name: str) -> list[str]:
    values: Any = body.get(name) or []
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise Fault(f"INVALID_REQ_TYPE : {name} must be a list of texts")
    return values


def _state_in(body: Body) -> Body:
    changes: Body = {}
    for name, field in (("disableUser", "disabled"), ("disabled", "disabled"), ("emailVerified", "email_verified")):
        if name in body:
            changes[field] = body[name] is True
    if "validSince" in body:
        try:
            changes["valid_since"] = int(body["validSince"])
        except (TypeError, ValueError):
            raise Fault("INVALID_REQ_TYPE : validSince must be seconds") from None
    return changes


BY_ADMINISTRATORS: dict[str, Method] = {
    "accounts": create,
    "accounts:lookup": lookup,
    "accounts:update": update,
    "accounts:delete": delete,
}
