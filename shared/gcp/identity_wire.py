"""One HTTP exchange with the identity service: URL, authority, time limit, and the reading of the answer."""

import threading
from functools import cache
from typing import Any
from urllib.parse import urlsplit

import requests

from shared import logs
from shared.config import config
from shared.gcp.identity_errors import Faults, unavailable

TIMEOUT_S = (3.05, 10)
_SCOPES = (
    "https://www.googleapis.com/auth/identitytoolkit",
    "https://www.googleapis.com/auth/cloud-platform",
)
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_session_lock = threading.Lock()
_credentials_lock = threading.Lock()


def call(method: str, body: dict[str, Any], faults: Faults) -> dict[str, Any]:
    """A call with the rights of any client: `signUp`, `signInWithPassword`, or `token` (the refresh).

    Raises the problem that `faults` has for the service's code, else Unavailable.
    """
    settings = config()
    key = {"key": settings.firebase_api_key}
    if method == "token":
        return _answer(f"{settings.secure_token_url}/v1/token", faults, params=key, data=body)
    return _answer(f"{settings.identity_url}/v1/accounts:{method}", faults, params=key, json=body)


def call_admin(method: str, body: dict[str, Any], faults: Faults) -> dict[str, Any]:
    """A call with the rights of this function's service account. Raises as `call` does."""
    settings = config()
    url = f"{settings.identity_url}/v1/projects/{settings.project}/accounts:{method}"
    return _answer(url, faults, headers=_authority(url), json=body)


def _answer(url: str, faults: Faults, **request: Any) -> dict[str, Any]:
    problem = unavailable()
    try:
        response = _session().post(url, timeout=TIMEOUT_S, allow_redirects=False, **request)
        body = response.json()
    except (requests.RequestException, ValueError) as error:
        logs.warning("identity service failed", fault=type(error).__name__)
    else:
        if response.status_code == 200 and isinstance(body, dict):
            return body
        known = faults.get(_code(body)) if 400 <= response.status_code < 500 else None
        if known is None:
            logs.warning("identity service refused", upstream_status=response.status_code)
        else:
            fault = known()
            if fault is None:
                return {}
            problem = fault
    raise problem


def _code(body: Any) -> str:
    """`WEAK_PASSWORD : Password should be…` -> `WEAK_PASSWORD`; empty when the body has another form."""
    try:
        return str(body["error"]["message"]).split(" ", 1)[0]
    except (KeyError, TypeError, IndexError):
        return ""


def _local() -> bool:
    settings = config()
    on_loopback = urlsplit(settings.identity_url).hostname in _LOOPBACK
    return not settings.deployed and (on_loopback or bool(settings.firebase_auth_emulator_host))


def _authority(url: str) -> dict[str, str]:
    """The headers of an administrator. Local servers know only `owner`."""
    if _local():
        return {"Authorization": "Bearer owner"}
    from google.auth.exceptions import GoogleAuthError
    from google.auth.transport.requests import Request

    headers: dict[str, str] = {}
    try:
        with _credentials_lock:
            _credentials().before_request(Request(), "POST", url, headers)
    except GoogleAuthError as error:
        logs.error("no credentials for the identity service", fault=type(error).__name__)
    else:
        return headers
    raise unavailable()


@cache
def _credentials() -> Any:
    import google.auth

    return google.auth.default(scopes=_SCOPES)[0]


def _session() -> requests.Session:
    with _session_lock:
        return _made_session()


@cache
def _made_session() -> requests.Session:
    session = requests.Session()
    session.trust_env = not _local()  # no proxy stands between us and loopback
    session.mount("https://", requests.adapters.HTTPAdapter(pool_maxsize=64))
    session.mount("http://", requests.adapters.HTTPAdapter(pool_maxsize=64))
    return session
