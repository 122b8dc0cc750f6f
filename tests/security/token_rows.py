"""Every hostile token, as a reusable table: the same rows run against `verify` and over HTTP.

Over HTTP make an account with the local id `token_keys.UID` at the identity server, let the functions take their
certificates from `token_keys.serving(keys.signing.certificates)`, and send each value of `make` as one
`Authorization` header (none for an empty tuple). A row `in_query` puts its value in the query string instead.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.security.token_keys import Keys, b64

Make = Callable[[Keys, int], tuple[str, ...]]
DAY_S = 86_400
YEARS_S = 3650 * DAY_S


@dataclass(frozen=True)
class Row:
    """One case. `over_http` differs where the server refuses before our code; None: no client can send it."""

    name: str
    make: Make
    expected: int = 401
    over_http: int | None = 401
    in_query: bool = False


def _row(name: str, token: Callable[[Keys, int], str], **more: Any) -> Row:
    return Row(name, lambda keys, now: (f"Bearer {token(keys, now)}",), **more)


def _claims(name: str, change: Callable[[int], dict[str, Any]], **more: Any) -> Row:
    """A token of the right key whose claims are changed."""
    return _row(name, lambda keys, now: keys.token(now, **change(now)), **more)


def _header(name: str, change: Callable[[Keys], dict[str, Any]], by: str = "signing", how: str = "RS256") -> Row:
    """Right claims under a changed header, signed by the right or the other key."""
    return _row(
        name,
        lambda keys, now: keys.signed(
            keys.header(**change(keys)), json.dumps(keys.claims(now)), getattr(keys, by), how
        ),
    )


def _unsigned(header: dict[str, Any], payload: str) -> str:
    return f"{b64(json.dumps(header).encode())}.{b64(payload.encode())}."


def _alg_none(alg: str, kid: bool) -> Callable[[Keys, int], str]:
    def make(keys: Keys, now: int) -> str:
        header = keys.header(alg=alg) if kid else keys.header(alg=alg, kid=None)
        return _unsigned(header, json.dumps(keys.claims(now)))

    return make


def _hs256(secret: Callable[[Keys], bytes]) -> Callable[[Keys, int], str]:
    return lambda keys, now: keys.hashed(keys.header(alg="HS256"), json.dumps(keys.claims(now)), secret(keys))


def _parts(keys: Keys, now: int) -> list[str]:
    return keys.token(now).split(".")


def _tampered(keys: Keys, now: int) -> str:
    header, _, signature = _parts(keys, now)
    return (
        f"{header}.{b64(json.dumps(keys.claims(now, sub='someone-else', user_id='someone-else')).encode())}.{signature}"
    )


def _nested(depth: int) -> str:
    return "[" * depth + "]" * depth


_CUSTOM_AUDIENCE = "https://identitytoolkit.googleapis.com/google.identity.identitytoolkit.v1.IdentityToolkit"
_PASSWORD = {"identities": {}, "sign_in_provider": "password"}

VALID = [
    _claims("valid", lambda now: {}, expected=200, over_http=200),
    _claims("email unverified", lambda now: {"email_verified": False}, expected=200, over_http=200),
]
ALGORITHM = [
    _row("alg none", _alg_none("none", kid=True)),
    _row("alg nOnE", _alg_none("nOnE", kid=True)),
    _row("alg none without kid", _alg_none("none", kid=False)),
    _row("HS256 with the public key", _hs256(Keys.public_pem)),
    _row("HS256 with the certificate", _hs256(lambda keys: keys.signing.certificate_pem.encode())),
    _header("RS384 of the same key", lambda keys: {"alg": "RS384"}, how="RS384"),
    _header("PS256 of the same key", lambda keys: {"alg": "PS256"}, how="PS256"),
]
KEY = [
    _header("no kid", lambda keys: {"kid": None}),
    _header("unknown kid", lambda keys: {"kid": "0" * 40}),
    _header("kid path traversal", lambda keys: {"kid": "../../../../etc/passwd"}),
    _header("kid a list", lambda keys: {"kid": [keys.signing.kid]}),
    _header("other key with the right kid", lambda keys: {}, by="other"),
    _header("jku header of the attacker", lambda keys: {"jku": "https://attacker.example/jwks"}, by="other"),
    _header("jwk header of the attacker", lambda keys: {"jwk": {"kty": "RSA", "n": "AQAB"}}, by="other"),
    _header("jku header under the right key", lambda keys: {"jku": "https://attacker.example/jwks"}),
    _header("critical extension under the right key", lambda keys: {"crit": ["exp"]}),
]
AUDIENCE = [
    _claims("wrong audience", lambda now: {"aud": "another-project"}),
    _claims("audience list with ours", lambda now: {"aud": ["another-project", "demo-ai-on"]}),
    _claims("missing audience", lambda now: {"aud": None}),
    _claims("audience of custom tokens", lambda now: {"aud": _CUSTOM_AUDIENCE}),
]
ISSUER = [
    _claims("issuer of another project", lambda now: {"iss": "https://securetoken.google.com/another-project"}),
    _claims("issuer with a slash", lambda now: {"iss": "https://securetoken.google.com/demo-ai-on/"}),
    _claims("issuer of session cookies", lambda now: {"iss": "https://session.firebase.google.com/demo-ai-on"}),
    _claims("issuer accounts.google.com", lambda now: {"iss": "https://accounts.google.com"}),
    _claims("missing issuer", lambda now: {"iss": None}),
]
TIME = [
    _claims("expired 1 s", lambda now: {"iat": now - 3600, "auth_time": now - 3600, "exp": now - 1}),
    _claims("expired 1 h", lambda now: {"iat": now - 7200, "auth_time": now - 7200, "exp": now - 3600}),
    _claims("missing exp", lambda now: {"exp": None}),
    _claims("exp NaN", lambda now: {"exp": float("nan")}),
    _claims("exp infinite", lambda now: {"exp": float("inf")}),
    _claims("exp a fraction", lambda now: {"exp": now + 3599.5}),
    _claims("exp text", lambda now: {"exp": str(now + 3600)}),
    _claims("exp +10 years", lambda now: {"exp": now + YEARS_S}),
    _claims("lifetime of 1 h and 1 s", lambda now: {"exp": now + 3601}),
    _claims("iat +30 s", lambda now: {"iat": now + 30, "exp": now + 3600}),
    _claims("iat true", lambda now: {"iat": True, "exp": 3600}),
    _claims("missing iat", lambda now: {"iat": None}),
    _claims("nbf +1 h", lambda now: {"nbf": now + 3600}),
    _claims("nbf NaN", lambda now: {"nbf": float("nan")}),
    _claims("auth_time +1 day", lambda now: {"auth_time": now + DAY_S}),
    _claims("auth_time NaN", lambda now: {"auth_time": float("nan")}),
    _claims("missing auth_time", lambda now: {"auth_time": None}),
]


def _subject(name: str, sub: Any) -> Row:
    return _claims(name, lambda now: {"sub": sub, "user_id": sub})


SUBJECT = [
    _subject("empty subject", ""),
    _subject("missing subject", None),
    _subject("subject of 129 characters", "a" * 129),
    _subject("subject a number", 7),
    _subject("subject a/b", "a/b"),
    _subject("subject ..", ".."),
    _subject("subject __x__", "__x__"),
    _subject("subject with a right-to-left mark", "user\u200f1"),
    _subject("subject with a NUL", "user\x001"),
    _subject("subject with a line end", "user\n"),
    _claims("sub is not user_id", lambda now: {"user_id": "someone-else"}),
    _claims("uid claim injected", lambda now: {"uid": "someone-else"}),
]
ACCOUNT = [
    _claims("tenant claim", lambda now: {"firebase": _PASSWORD | {"tenant": "tenant-1"}}),
    _claims("anonymous provider", lambda now: {"firebase": _PASSWORD | {"sign_in_provider": "anonymous"}}),
    _claims("anonymous provider_id", lambda now: {"provider_id": "anonymous"}),
    _claims("no firebase claim", lambda now: {"firebase": None}),
    _claims("firebase claim a list", lambda now: {"firebase": ["password"]}),
    _claims("email a list", lambda now: {"email": ["a@example.com"]}),
]
SHAPE = [
    _row("payload tampered", _tampered),
    _row("signature stripped", lambda keys, now: ".".join([*_parts(keys, now)[:2], ""])),
    _row("2 segments", lambda keys, now: ".".join(_parts(keys, now)[:2])),
    _row("4 segments", lambda keys, now: ".".join([*_parts(keys, now), "AAAA"])),
    _row("garbage", lambda keys, now: "not!a%token"),
    _row("garbage in three segments", lambda keys, now: "AAAA.BBBB.CCCC"),
    _row("empty", lambda keys, now: ""),
    _row("1 MB", lambda keys, now: keys.token(now, padding="x" * 1_000_000), over_http=431),
    _row("over 8 KB", lambda keys, now: keys.token(now, padding="x" * 6_200), over_http=431),
    _row("NUL byte", lambda keys, now: keys.token(now).replace(".", ".\x00", 1), over_http=None),
    _row("line end", lambda keys, now: keys.token(now) + "\n", over_http=None),
    _row("padding", lambda keys, now: keys.token(now) + "="),
    _row("payload a list", lambda keys, now: keys.signed(keys.header(), "[]", keys.signing)),
    _row("payload null", lambda keys, now: keys.signed(keys.header(), "null", keys.signing)),
    _row("nested 100,000 deep", lambda keys, now: _unsigned(keys.header(), _nested(100_000)), over_http=431),
    _row("nested 1,000 deep, unsigned", lambda keys, now: _unsigned(keys.header(), "[" * 1_000)),
    _row("nested 2,500 deep, signed", lambda keys, now: keys.signed(keys.header(), _nested(2_500), keys.signing)),
]
HEADER = [
    Row("no header", lambda keys, now: ()),
    Row("two headers", lambda keys, now: (f"Bearer {keys.token(now)}",) * 2),
    Row("right header and Basic", lambda keys, now: (f"Bearer {keys.token(now)}", "Basic YTpi")),
    Row("Basic", lambda keys, now: (f"Basic {keys.token(now)}",)),
    Row("no scheme", lambda keys, now: (keys.token(now),)),
    Row("scheme alone", lambda keys, now: ("Bearer",)),
    Row("token in the query string", lambda keys, now: (keys.token(now),), in_query=True),
]
ROWS: list[Row] = [*VALID, *ALGORITHM, *KEY, *AUDIENCE, *ISSUER, *TIME, *SUBJECT, *ACCOUNT, *SHAPE, *HEADER]
