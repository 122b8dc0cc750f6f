"""One JSON line per log event, in the fields that Cloud Logging reads. Nothing that a person entered is logged."""

import hashlib
import json
import logging
import sys
from collections.abc import Mapping

_LOGGER = logging.getLogger("ai-on")


class _JsonLine(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        fields: Mapping[str, object] = getattr(record, "fields", {})
        return json.dumps({"severity": record.levelname, "message": record.getMessage(), **fields}, default=str)


def configure() -> None:
    """Send our logs to stdout, once. Safe to call again."""
    if not _LOGGER.handlers:
        handler = logging.StreamHandler(sys.stdout)
        handler.setFormatter(_JsonLine())
        _LOGGER.addHandler(handler)
        _LOGGER.setLevel(logging.INFO)
        _LOGGER.propagate = False


def who(uid: str) -> str:
    """A stable stand-in for a user in logs."""
    return hashlib.sha256(b"ai-on-log:" + uid.encode()).hexdigest()[:16]


def where_of(error: BaseException) -> str:
    """Where an error was raised, as `Type at file:line < file:line`: frames without any value or message."""
    frames, trace = [], error.__traceback__
    while trace:
        code = trace.tb_frame.f_code
        frames.append(f"{'/'.join(code.co_filename.split('/')[-2:])}:{trace.tb_lineno}")
        trace = trace.tb_next
    return f"{type(error).__name__} at " + " < ".join(reversed(frames[-6:]))


def info(message: str, **fields: object) -> None:
    """Something ordinary that an operator may look for."""
    _LOGGER.info(message, extra={"fields": fields})


def warning(message: str, **fields: object) -> None:
    """Something that was handled, but should be rare."""
    _LOGGER.warning(message, extra={"fields": fields})


def error(message: str, **fields: object) -> None:
    """Something that failed and needs a look."""
    _LOGGER.error(message, extra={"fields": fields})
