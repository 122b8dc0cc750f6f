"""Accounts, refresh tokens and the signing key in one SQLite file of mode 0600, or in memory."""

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from dev.identity.keys import SigningKey, new_key

_SCHEMA = """
CREATE TABLE IF NOT EXISTS accounts (
    uid TEXT PRIMARY KEY, email TEXT UNIQUE, password BLOB, display_name TEXT, email_verified INTEGER NOT NULL,
    disabled INTEGER NOT NULL, created_ms INTEGER NOT NULL, last_login_ms INTEGER, password_ms INTEGER,
    valid_since INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS refresh_tokens (
    hash TEXT PRIMARY KEY, uid TEXT NOT NULL REFERENCES accounts(uid) ON DELETE CASCADE,
    auth_time INTEGER NOT NULL, revoked INTEGER NOT NULL DEFAULT 0);
CREATE INDEX IF NOT EXISTS refresh_tokens_by_uid ON refresh_tokens(uid);
CREATE TABLE IF NOT EXISTS signing_key (
    kid TEXT PRIMARY KEY, private_pem TEXT NOT NULL, certificate_pem TEXT NOT NULL);
"""


@dataclass(slots=True)
class Account:
    """One person's account. `*_ms` are milliseconds, `valid_since` seconds since the epoch."""

    uid: str
    email: str | None
    password: bytes | None
    created_ms: int
    valid_since: int
    display_name: str | None = None
    email_verified: bool = False
    disabled: bool = False
    last_login_ms: int | None = None
    password_ms: int | None = None


_COLUMNS = tuple(field.name for field in fields(Account))


class Storage:
    """The store. Each `transaction` is alone and durable when it ends: a kill keeps it whole."""

    def __init__(self, folder: Path | None) -> None:
        self._lock = threading.RLock()
        self._db = sqlite3.connect(_file_in(folder), check_same_thread=False, isolation_level=None)
        self._db.execute("PRAGMA foreign_keys = ON")
        self._db.executescript(_SCHEMA)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing, one at a time."""
        with self._lock:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")

    def signing_key(self) -> SigningKey:
        """The key of this store; made at the first call."""
        with self.transaction():
            row = self._db.execute("SELECT kid, private_pem, certificate_pem FROM signing_key").fetchone()
            if row:
                return SigningKey(*row)
            key = new_key()
            self._db.execute(
                "INSERT INTO signing_key VALUES (?, ?, ?)", (key.kid, key.private_pem, key.certificate_pem)
            )
            return key

    def account(self, uid: str) -> Account | None:
        return self._one("uid", uid)

    def account_by_email(self, email: str) -> Account | None:
        return self._one("email", email)

    def save(self, account: Account) -> None:
        """Insert or replace by uid. The refresh tokens stay."""
        columns = ", ".join(_COLUMNS)
        new = ", ".join(f"{name} = excluded.{name}" for name in _COLUMNS if name != "uid")
        marks = ", ".join(f":{name}" for name in _COLUMNS)
        with self._lock:
            self._db.execute(
                f"INSERT INTO accounts ({columns}) VALUES ({marks}) ON CONFLICT (uid) DO UPDATE SET {new}",
                asdict(account),
            )

    def delete(self, uid: str) -> None:
        with self._lock:
            self._db.execute("DELETE FROM accounts WHERE uid = ?", (uid,))

    def add_refresh_token(self, token_hash: str, uid: str, auth_time: int) -> None:
        with self._lock:
            self._db.execute(
                "INSERT INTO refresh_tokens (hash, uid, auth_time) VALUES (?, ?, ?)", (token_hash, uid, auth_time)
            )

    def refresh_token(self, token_hash: str) -> tuple[str, int, bool] | None:
        """Its uid, the second of the sign-in, and whether it is revoked."""
        with self._lock:
            row = self._db.execute(
                "SELECT uid, auth_time, revoked FROM refresh_tokens WHERE hash = ?", (token_hash,)
            ).fetchone()
        return (row[0], row[1], bool(row[2])) if row else None

    def revoke_refresh_tokens(self, uid: str) -> None:
        with self._lock:
            self._db.execute("UPDATE refresh_tokens SET revoked = 1 WHERE uid = ?", (uid,))

    def close(self) -> None:
        with self._lock:
            self._db.close()

    def _one(self, column: str, value: str) -> Account | None:
        with self._lock:
            row = self._db.execute(
                f"SELECT {', '.join(_COLUMNS)} FROM accounts WHERE {column} = ?", (value,)
            ).fetchone()
        if row is None:
            return None
        account = Account(**dict(zip(_COLUMNS, row, strict=True)))
        account.email_verified, account.disabled = bool(account.email_verified), bool(account.disabled)
        return account


def _file_in(folder: Path | None) -> str:
    """The file's path, made with mode 0600 before SQLite opens it: it holds the private key."""
    if folder is None:
        return ":memory:"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / "identity.sqlite3"
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    path.chmod(0o600)
    return str(path)
