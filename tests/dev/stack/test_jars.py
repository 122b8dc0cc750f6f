"""Where the emulators are looked for, and what a person reads who has none."""

import struct
import zipfile
from pathlib import Path

import pytest

from dev import jars
from dev.jars import FIRESTORE, PUBSUB


def put(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"jar")
    return path


def test_the_folder_of_the_variable_wins(tmp_path: Path) -> None:
    mine = put(tmp_path / "mine" / "cloud-firestore-emulator.jar")
    put(tmp_path / "sdk" / "platform" / "cloud-firestore-emulator" / "cloud-firestore-emulator.jar")
    env = {"EMULATOR_JAR_DIR": str(tmp_path / "mine"), "CLOUDSDK_ROOT_DIR": str(tmp_path / "sdk")}
    assert jars.find(FIRESTORE, jars.places(env, tmp_path / "local")) == mine


def test_the_sdk_is_found_through_the_link_on_path(tmp_path: Path) -> None:
    sdk = tmp_path / "sdk"
    gcloud = put(sdk / "bin" / "gcloud")
    gcloud.chmod(0o755)
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "gcloud").symlink_to(gcloud)
    wanted = put(sdk / "platform" / "pubsub-emulator" / "lib" / "cloud-pubsub-emulator-0.8.20-all.jar")
    assert jars.find(PUBSUB, jars.places({"PATH": str(tmp_path / "bin")}, tmp_path / "local")) == wanted


def test_the_newest_version_in_the_cache_of_firebase_tools_is_taken(tmp_path: Path) -> None:
    cache = tmp_path / ".cache" / "firebase" / "emulators"
    put(cache / "cloud-firestore-emulator-v1.9.0.jar")
    newest = put(cache / "cloud-firestore-emulator-v1.22.0.jar")
    inside = "pubsub-emulator-0.8.37/pubsub-emulator/lib/cloud-pubsub-emulator-0.8.37-all.jar"
    pubsub = put(cache / inside)
    assert FIRESTORE.newest_in(cache) == newest
    assert PUBSUB.newest_in(cache) == pubsub
    assert cache in jars.places({"HOME": str(tmp_path), "PATH": ""}, tmp_path / "local")


def test_what_set_up_downloaded_is_the_last_place(tmp_path: Path) -> None:
    places = jars.places({"PATH": "", "HOME": str(tmp_path)}, tmp_path / "local")
    assert places[-1] == tmp_path / "local"


def test_one_message_names_files_places_and_official_commands(tmp_path: Path) -> None:
    text = jars.advice([FIRESTORE, PUBSUB], [tmp_path / "here"])
    for word in (
        "cloud-firestore-emulator*.jar",
        "cloud-pubsub-emulator*.jar",
        str(tmp_path / "here"),
        "gcloud components install cloud-firestore-emulator pubsub-emulator",
        "firebase setup:emulators:firestore",
        "EMULATOR_JAR_DIR",
    ):
        assert word in text


@pytest.mark.parametrize(
    ("manifest", "main_class"), [("Main-Class: a.b.Start\n", "a.b.Start"), ("", FIRESTORE.main_class)]
)
def test_a_jar_tells_its_main_class_and_the_java_that_it_needs(tmp_path: Path, manifest: str, main_class: str) -> None:
    jar = tmp_path / "x.jar"
    with zipfile.ZipFile(jar, "w") as archive:
        archive.writestr("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\n" + manifest)
        archive.writestr(main_class.replace(".", "/") + ".class", struct.pack(">IHH", 0xCAFEBABE, 0, 65))
    assert jars.facts_of(jar, FIRESTORE) == jars.Facts(main_class, java=21)
