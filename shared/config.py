"""Settings, read once from the environment and typed. The only place that reads `os.environ` in deployed code."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

LOCAL_PROJECT = "demo-ai-on"
_FLASH = "gemini-2.5-flash,gemini-3.5-flash-lite"
_FLASH_LITE = "gemini-2.5-flash-lite,gemini-3.1-flash-lite"


class ConfigError(ValueError):
    """A setting is missing or contradicts another; the process must not start."""


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
    gemini_api_key: str | None
    gemini_base_url: str | None
    gemini_api_version: str
    vertex: bool
    location: str
    model_deadline_s: float
    rate_limit_scale: float
    forwarded_hops: int
    models: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def _list(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


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
        gemini_api_key=environ.get("GEMINI_API_KEY"),
        gemini_base_url=environ.get("GOOGLE_GEMINI_BASE_URL"),
        gemini_api_version=environ.get("GEMINI_API_VERSION", "v1beta"),
        vertex=environ.get("GOOGLE_GENAI_USE_VERTEXAI", "").casefold() in {"1", "true"},
        location=environ.get("GOOGLE_CLOUD_LOCATION", "global"),
        model_deadline_s=float(environ.get("MODEL_DEADLINE_S", "25")),
        rate_limit_scale=float(environ.get("RATE_LIMIT_SCALE", "1")),
        forwarded_hops=int(environ.get("FORWARDED_HOPS", "1" if deployed else "0")),
        models={
            "flash": _list(environ.get("MODELS_FLASH", _FLASH)),
            "flash_lite": _list(environ.get("MODELS_FLASH_LITE", _FLASH_LITE)),
        },
    )


@cache
def config() -> Config:
    """The settings of this process. Tests that change the environment call `config.cache_clear()`."""
    return read_config(os.environ)
