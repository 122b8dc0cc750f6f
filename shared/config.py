"""Settings, read once from the environment and typed. The only place that reads `os.environ` in deployed code."""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache

LOCAL_PROJECT = "demo-ai-on"
_FLASH = "gemini-2.5-flash,gemini-3.5-flash-lite"
_FLASH_LITE = "gemini-2.5-flash-lite,gemini-3.1-flash-lite"


class ConfigError(ValueError):
    """A setting is missing or contradicts another; the process must not start."""


@dataclass(frozen=True, slots=True)
class Price:
    """What a model costs, in USD per million tokens, as read on the day `read`; valid from the day `since`, if named.

    Thoughts cost what output costs. `cached` is for prompt tokens served from a cache; without it they cost as input.
    """

    input: Decimal
    output: Decimal
    read: date
    cached: Decimal | None = None
    since: date | None = None


def _price(input_: str, output: str, since: date | None = None) -> Price:
    return Price(Decimal(input_), Decimal(output), _READ, since=since)


_READ = date(2026, 11, 22)
# From third-party copies of Google's pages, all unconfirmed: MODEL_PRICES replaces them model by model.
MODEL_PRICES: Mapping[str, tuple[Price, ...]] = {
    "gemini-2.5-flash": (_price("0.30", "2.50"),),
    "gemini-2.5-flash-lite": (_price("0.10", "0.40"),),
    "gemini-3.5-flash-lite": (_price("0.30", "2.50"),),
    "gemini-3.1-flash-lite": (_price("0.25", "1.50"),),
    "gemini-3.5-flash": (_price("1.50", "9.00"),),
    "gemini-3.8-flash": (_price("0.75", "3.75"), _price("1.50", "7.50", since=date(2027, 1, 1))),
}


@dataclass(frozen=True, slots=True)
class Config:
    """All settings. Times are seconds, sizes bytes; URLs carry no trailing slash."""

    project: str
    deployed: bool
    version: str
    default_currency: str
    default_time_zone: str
    allowed_origins: tuple[str, ...]
    receipts_bucket: str
    signing_key_file: str | None
    storage_emulator_host: str | None
    firebase_api_key: str
    identity_url: str
    secure_token_url: str
    id_token_cert_url: str | None
    firebase_auth_emulator_host: str | None
    fcm_emulator_host: str | None
    gemini_api_key: str | None
    gemini_base_url: str | None
    gemini_api_version: str
    vertex: bool
    location: str
    model_deadline_s: float
    rate_limit_scale: float
    forwarded_hops: int
    database: str = "(default)"
    monthly_cost_cap_usd: Decimal = Decimal(2)
    daily_tokens: int = 1_000_000
    keep_read_notifications_days: int = 90
    keep_notifications_days: int = 365
    models: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    model_prices: Mapping[str, tuple[Price, ...]] = field(default_factory=dict)


def _list(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def read_prices(text: str) -> dict[str, tuple[Price, ...]]:
    """Prices by model id, of JSON such as {"gemini-x": {"input": "0.30", "output": "2.50", "read": "2026-11-22"}}.

    Several prices of one model stand in a list, each from its own day `since`. Raises ConfigError.
    """
    try:
        told = json.loads(text, parse_float=Decimal).items()
        lists = {model: prices if isinstance(prices, list) else [prices] for model, prices in told}
        return {model: tuple(map(_price_of, prices)) for model, prices in lists.items()}
    except (ValueError, TypeError, KeyError, AttributeError, InvalidOperation):
        raise ConfigError("MODEL_PRICES is not a table of prices, each with input, output and read") from None


def _price_of(told: dict[str, object]) -> Price:
    if set(told) - {"input", "output", "cached", "read", "since"}:
        raise ValueError("unknown key")
    since, cached = told.get("since"), told.get("cached")
    return Price(
        _rate(told["input"]),
        _rate(told["output"]),
        date.fromisoformat(str(told["read"])),
        None if cached is None else _rate(cached),
        None if since is None else date.fromisoformat(str(since)),
    )


def _rate(told: object) -> Decimal:
    if isinstance(told, bool) or not (rate := Decimal(str(told))).is_finite() or rate < 0:
        raise ValueError("not a price")
    return rate


def _cap(text: str) -> Decimal:
    try:
        return _rate(text)
    except (ValueError, InvalidOperation):
        raise ConfigError("MONTHLY_COST_CAP_USD is not an amount") from None


def _days(environ: Mapping[str, str], name: str, default: int) -> int:
    text = environ.get(name, str(default))
    if not text.isascii() or not text.isdigit() or int(text) == 0:
        raise ConfigError(f"{name} is not a number of days")
    return int(text)


def _stand_in(environ: Mapping[str, str], name: str, deployed: bool) -> str | None:
    if deployed and environ.get(name):
        raise ConfigError(f"{name} must not be set on a deployed function")
    return environ.get(name) or None


def read_config(environ: Mapping[str, str]) -> Config:
    """Build the settings from an environment. Raises ConfigError when they cannot be served safely."""
    deployed = "K_SERVICE" in environ
    project = environ.get("GOOGLE_CLOUD_PROJECT") or ("" if deployed else LOCAL_PROJECT)
    if not project:
        raise ConfigError("GOOGLE_CLOUD_PROJECT is not set")
    return Config(
        project=project,
        deployed=deployed,
        version=environ.get("AION_VERSION", "dev"),
        default_currency=environ.get("DEFAULT_CURRENCY", "DZD"),
        default_time_zone=environ.get("DEFAULT_TIME_ZONE", "Africa/Algiers"),
        allowed_origins=_list(environ.get("ALLOWED_ORIGINS", "")),
        receipts_bucket=environ.get("RECEIPTS_BUCKET", f"{project}-receipts"),
        signing_key_file=environ.get("SIGNING_KEY_FILE"),
        storage_emulator_host=environ.get("STORAGE_EMULATOR_HOST"),
        firebase_api_key=environ.get("FIREBASE_API_KEY", "" if deployed else "local"),
        identity_url=environ.get("IDENTITY_TOOLKIT_URL", "https://identitytoolkit.googleapis.com").rstrip("/"),
        secure_token_url=environ.get("SECURE_TOKEN_URL", "https://securetoken.googleapis.com").rstrip("/"),
        id_token_cert_url=environ.get("ID_TOKEN_CERT_URL"),
        firebase_auth_emulator_host=environ.get("FIREBASE_AUTH_EMULATOR_HOST"),
        fcm_emulator_host=_stand_in(environ, "FCM_EMULATOR_HOST", deployed),
        gemini_api_key=environ.get("GEMINI_API_KEY"),
        gemini_base_url=environ.get("GOOGLE_GEMINI_BASE_URL"),
        gemini_api_version=environ.get("GEMINI_API_VERSION", "v1beta"),
        vertex=environ.get("GOOGLE_GENAI_USE_VERTEXAI", "").casefold() in {"1", "true"},
        location=environ.get("GOOGLE_CLOUD_LOCATION", "global"),
        model_deadline_s=float(environ.get("MODEL_DEADLINE_S", "25")),
        rate_limit_scale=float(environ.get("RATE_LIMIT_SCALE", "1")),
        forwarded_hops=int(environ.get("FORWARDED_HOPS", "1" if deployed else "0")),
        database=environ.get("FIRESTORE_DATABASE") or "(default)",
        monthly_cost_cap_usd=_cap(environ.get("MONTHLY_COST_CAP_USD", "2")),
        daily_tokens=int(environ.get("DAILY_TOKENS", "1000000")),
        keep_read_notifications_days=_days(environ, "KEEP_READ_NOTIFICATIONS_DAYS", 90),
        keep_notifications_days=_days(environ, "KEEP_NOTIFICATIONS_DAYS", 365),
        models={
            "flash": _list(environ.get("MODELS_FLASH", _FLASH)),
            "flash_lite": _list(environ.get("MODELS_FLASH_LITE", _FLASH_LITE)),
        },
        model_prices={**MODEL_PRICES, **read_prices(environ.get("MODEL_PRICES") or "{}")},
    )


@cache
def config() -> Config:
    """The settings of this process. Tests that change the environment call `config.cache_clear()`."""
    return read_config(os.environ)
