"""JSON as RFC 8259 and CONTRACT §1 want it: no NaN, no duplicate keys, bounded depth; numbers stay exact."""

import json
from decimal import Decimal
from typing import Any, NoReturn

from shared.errors import InvalidInput

MAX_DEPTH = 32
_MAX_DIGITS = 400
_MAX_EXPONENT = 308  # what a double holds: RFC 8259 promises no more between programs


def _refuse(detail: str) -> NoReturn:
    raise InvalidInput(detail, "invalid_json")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        _refuse("A key stands twice in the same JSON object.")
    return found


def _number(text: str) -> Decimal:
    if len(text) > _MAX_DIGITS or not Decimal(text).is_finite() or abs(Decimal(text).adjusted()) > _MAX_EXPONENT:
        _refuse("A number is out of range.")
    return Decimal(text)


def _integer(text: str) -> int:
    return int(_number(text))


def _check_depth(text: str) -> None:
    depth, in_string, escaped = 0, False, False
    for char in text:
        if in_string:
            if escaped:
                escaped = False
            elif char == "\\":
                escaped = True
            elif char == '"':
                in_string = False
        elif char == '"':
            in_string = True
        elif char in "[{":
            depth += 1
            if depth > MAX_DEPTH:
                _refuse(f"JSON may be nested {MAX_DEPTH} deep.")
        elif char in "]}":
            depth -= 1


def parse_object(body: bytes) -> dict[str, Any]:
    """The JSON object of a request's body, decimals as Decimal. Raises InvalidInput `invalid_json`."""
    try:
        text = body.decode("utf-8")
        _check_depth(text)
        found = json.loads(
            text,
            object_pairs_hook=_object,
            parse_float=_number,
            parse_int=_integer,
            parse_constant=lambda _: _refuse("NaN and Infinity are not JSON."),
        )
    except (UnicodeDecodeError, ValueError, ArithmeticError):
        _refuse("The body is not valid JSON.")
    if not isinstance(found, dict):
        _refuse("The body must be a JSON object.")
    return found
