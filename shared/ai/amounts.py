"""Amounts and currencies in what models answer and call: plain decimal numbers in strings, never floats.

The checks are not `pattern`s, which Gemini's subset of JSON Schema lacks.
"""

import re
from typing import Annotated

from pydantic import AfterValidator, Field

_WHOLE_DIGITS, _FRACTION_DIGITS = 13, 4
_CODE = re.compile(r"[A-Z]{3}")


def decimal_text(
    whole: int = _WHOLE_DIGITS, fraction: int = _FRACTION_DIGITS, *, signed: bool = False
) -> AfterValidator:
    """Lets plain decimal numbers through: with a sign only where it may be negative; no NaN, no exponent."""
    plain = re.compile(rf"{'-?' if signed else ''}\d{{1,{whole}}}(\.\d{{1,{fraction}}})?", re.ASCII)
    words = "must be a plain decimal number such as 1250.50" + ("" if signed else ", not below zero")

    def check(text: str) -> str:
        if not plain.fullmatch(text):
            raise ValueError(words)
        return text

    return AfterValidator(check)


def _iso_code(text: str) -> str:
    if not _CODE.fullmatch(text):
        raise ValueError("must be a currency code of three capital letters")
    return text


CODE = AfterValidator(_iso_code)
Amount = Annotated[str, decimal_text(), Field(description="Plain decimal number, such as 1250.50")]
CurrencyCode = Annotated[str, CODE, Field(description="ISO 4217 code, such as DZD")]
