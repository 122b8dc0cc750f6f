"""Advice in the store: `users/{uid}/advice/{id}`."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import simplejson

from functions.advisor.models import Session
from shared.gcp.firestore import Commit, newest_page, read_all, user

Position = tuple[datetime, str]


def _advice(uid: str) -> Any:
    return user(uid).collection("advice")


def add(commit: Commit, uid: str, session: Session) -> None:
    """Put new advice into the commit. Its figures are kept as JSON, exactly as they were shown."""
    stored = {
        "query_type": session.query_type,
        "user_query": session.user_query,
        "advice": session.advice,
        "verdict": simplejson.dumps(session.verdict, use_decimal=True, ensure_ascii=False),
        "facts": simplejson.dumps(list(session.facts), use_decimal=True, ensure_ascii=False),
        "degraded": session.degraded,
        "created_at": session.created_at,
    }
    commit.create(_advice(uid).document(session.id), stored)


def _session(session_id: str, stored: Mapping[str, Any]) -> Session:
    figures = {name: simplejson.loads(stored[name], use_decimal=True) for name in ("verdict", "facts")}
    same = {name: stored[name] for name in ("query_type", "user_query", "advice", "degraded", "created_at")}
    return Session(id=session_id, **same, **figures)


def page(uid: str, after: Position | None, limit: int) -> list[Session]:
    """Advice, the newest first."""
    rows = read_all(newest_page(_advice(uid), ("created_at",), after, limit))
    return [_session(row.id, row.to_dict() or {}) for row in rows]
