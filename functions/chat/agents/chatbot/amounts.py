"""Amounts in the arguments of tools: decimal strings, with the currency that was said."""

import re
from typing import Annotated

from pydantic import AfterValidator, Field

from shared.errors import InvalidInput
from shared.money import Money

_DECIMAL = re.compile(r"\d{1,13}(\.\d{1,4})?", re.ASCII)
_CODE = re.compile(r"[A-Z]{3}")


def _decimal(text: str) -> str:
    """Not by `pattern`, which Gemini's subset of JSON Schema lacks."""
    if not _DECIMAL.fullmatch(text):
        raise ValueError("must be a plain decimal number such as 1250.50, not below zero")
    return text


def _iso_code(text: str) -> str:
    if not _CODE.fullmatch(text):
        raise ValueError("must be a currency code of three capital letters")
    return text


Amount = Annotated[str, AfterValidator(_decimal), Field(description="Plain decimal number, such as 1250.50")]
Code = Annotated[str, AfterValidator(_iso_code), Field(description="ISO 4217 code, such as DZD")]


def minor_of(amount: str, said: str | None, currency: str) -> int:
    """Minor units in the currency that the thing has. Raises InvalidInput when another one was said."""
    if said is not None and said != currency:
        raise InvalidInput.of("currency", f"This is kept in {currency}, not in {said}.", "invalid_amount")
    return Money.parse(amount, currency).minor
