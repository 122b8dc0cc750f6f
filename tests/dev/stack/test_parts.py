"""Which parts are started, which are only used, and what the functions are told."""

from pathlib import Path

import pytest

from dev import parts
from dev.folder import DataFolder
from dev.parts import Part


@pytest.mark.parametrize(
    ("variable", "value", "url"),
    [
        ("FIRESTORE_EMULATOR_HOST", "127.0.0.1:9001", "http://127.0.0.1:9001"),
        ("PUBSUB_EMULATOR_HOST", "127.0.0.1:9002", "http://127.0.0.1:9002"),
        ("STORAGE_EMULATOR_HOST", "http://127.0.0.1:9003", "http://127.0.0.1:9003"),
        ("FIREBASE_AUTH_EMULATOR_HOST", "127.0.0.1:9004", "http://127.0.0.1:9004"),
        ("FCM_EMULATOR_HOST", "127.0.0.1:9005", "http://127.0.0.1:9005"),
    ],
)
def test_a_part_that_runs_elsewhere_is_used_not_started(tmp_path: Path, variable: str, value: str, url: str) -> None:
    found = {part.url: part for part in parts.all_but_gateway(DataFolder(tmp_path), {variable: value})}
    assert found[url].argv is None
    assert found[url].env[variable] == value
    assert sum(part.argv is None for part in found.values()) == 1


def test_a_key_of_gemini_means_no_local_model(tmp_path: Path) -> None:
    env = {"GEMINI_API_KEY": "real", "GOOGLE_GEMINI_BASE_URL": "https://proxy.example"}
    found = parts.all_but_gateway(DataFolder(tmp_path), env)
    assert "gemini" not in {part.name for part in found}
    told = parts.environment(found, DataFolder(tmp_path), "http://127.0.0.1:8080", env)
    assert told["GEMINI_API_KEY"] == "real"
    assert told["GOOGLE_GEMINI_BASE_URL"] == "https://proxy.example"


def test_the_local_model_is_told_to_the_functions_and_no_other_key_wins(tmp_path: Path) -> None:
    env = {"GOOGLE_API_KEY": "mine", "GOOGLE_GENAI_USE_VERTEXAI": "true", "GEMINI_API_KEY": "local"}
    found = parts.all_but_gateway(DataFolder(tmp_path), env)
    told = parts.environment(found, DataFolder(tmp_path), "http://127.0.0.1:8080", env)
    assert told["GEMINI_API_KEY"] == "local"
    assert told["GOOGLE_GEMINI_BASE_URL"].startswith("http://127.0.0.1:")
    assert "GOOGLE_API_KEY" not in told
    assert "GOOGLE_GENAI_USE_VERTEXAI" not in told


def test_the_functions_are_told_where_everything_is_and_check_tokens_for_real(tmp_path: Path) -> None:
    env = {"PATH": "/bin", "GOOGLE_APPLICATION_CREDENTIALS": "/somebody/real.json", "K_SERVICE": "x"}
    found = parts.all_but_gateway(DataFolder(tmp_path), env)
    told = parts.environment(found, DataFolder(tmp_path), "http://127.0.0.1:8080", env)
    expected = {
        "FIRESTORE_EMULATOR_HOST",
        "PUBSUB_EMULATOR_HOST",
        "STORAGE_EMULATOR_HOST",
        "IDENTITY_TOOLKIT_URL",
        "SECURE_TOKEN_URL",
        "ID_TOKEN_CERT_URL",
        "SIGNING_KEY_FILE",
        "FCM_EMULATOR_HOST",
    }
    assert expected <= told.keys()
    assert told["GOOGLE_CLOUD_PROJECT"] == "demo-ai-on"
    assert told["RECEIPTS_BUCKET"] == "demo-ai-on-receipts"
    assert told["PATH"] == "/bin"
    assert not {"FIREBASE_AUTH_EMULATOR_HOST", "GOOGLE_APPLICATION_CREDENTIALS", "K_SERVICE"} & told.keys()


def test_every_part_of_ours_listens_on_the_loopback_by_its_arguments(tmp_path: Path) -> None:
    started: list[Part] = parts.all_but_gateway(DataFolder(tmp_path), {})
    assert len(started) == 6
    for part in started:
        assert part.argv is not None
        assert any("127.0.0.1" in argument for argument in part.argv)
        assert part.url.startswith("http://127.0.0.1:")
