"""Where the two official emulators are: looked for in the places where people already have them."""

import os
import shutil
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dev.declaration import ROOT

LOCAL = ROOT / ".local" / "emulators"


class MissingJars(RuntimeError):
    """An emulator is in none of the known places; the text says what to do."""


@dataclass(frozen=True, slots=True)
class Emulator:
    """One official emulator and how its jar is named by those who ship it."""

    name: str
    patterns: tuple[str, ...]
    main_class: str

    def newest_in(self, place: Path) -> Path | None:
        found = [path for pattern in self.patterns for path in place.glob(pattern) if path.is_file()]
        return max(found, key=lambda path: _version(path.name), default=None)


FIRESTORE = Emulator(
    "firestore",
    ("cloud-firestore-emulator*.jar", "cloud-firestore-emulator/cloud-firestore-emulator*.jar"),
    "com.google.cloud.datastore.emulator.firestore.CloudFirestore",
)
PUBSUB = Emulator(
    "pubsub",
    (
        "cloud-pubsub-emulator*.jar",
        "pubsub-emulator/lib/cloud-pubsub-emulator*.jar",
        "pubsub-emulator-*/pubsub-emulator/lib/cloud-pubsub-emulator*.jar",
    ),
    "com.google.cloud.pubsub.testing.v1.Main",
)
EMULATORS = (FIRESTORE, PUBSUB)


def _version(name: str) -> tuple[int, ...]:
    digits = "".join(letter if letter.isdigit() else " " for letter in name)
    return tuple(int(number) for number in digits.split())


def _gcloud_roots(env: Mapping[str, str]) -> list[Path]:
    roots = [Path(env["CLOUDSDK_ROOT_DIR"])] if env.get("CLOUDSDK_ROOT_DIR") else []
    if gcloud := shutil.which("gcloud", path=env.get("PATH", "")):
        roots.append(Path(gcloud).resolve().parent.parent)
    home = env.get("HOME")
    usual = ["/usr/lib/google-cloud-sdk", "/opt/google-cloud-sdk", "/snap/google-cloud-cli/current"]
    usual += ["/opt/homebrew/share/google-cloud-sdk", "/usr/local/share/google-cloud-sdk"]
    usual += [f"{home}/google-cloud-sdk"] if home else []
    return [*roots, *(Path(one) for one in usual)]


def places(env: Mapping[str, str] | None = None, local: Path = LOCAL) -> list[Path]:
    """Every folder that may hold a jar, in the order in which they are asked."""
    env = os.environ if env is None else env
    found = [Path(env["EMULATOR_JAR_DIR"])] if env.get("EMULATOR_JAR_DIR") else []
    found += [root / "platform" for root in _gcloud_roots(env)]
    if env.get("FIREBASE_EMULATORS_PATH"):
        found.append(Path(env["FIREBASE_EMULATORS_PATH"]))
    if env.get("HOME"):
        found.append(Path(env["HOME"]) / ".cache" / "firebase" / "emulators")
    return list(dict.fromkeys([*found, local]))


def find(emulator: Emulator, where: list[Path] | None = None) -> Path | None:
    """The jar of an emulator in the first place that has one."""
    for place in places() if where is None else where:
        if jar := emulator.newest_in(place):
            return jar
    return None


def require(emulator: Emulator) -> Path:
    """The jar of an emulator. Raises MissingJars."""
    if jar := find(emulator):
        return jar
    raise MissingJars(advice([emulator], places()))


def advice(missing: list[Emulator], where: list[Path]) -> str:
    """One message: which files, where they were looked for, and the official commands that bring them."""
    wanted = "\n".join(f"  {one.patterns[0]}  (the {one.name} emulator)" for one in missing)
    looked = "\n".join(f"  {place}" for place in where)
    return (
        f"These emulator files were not found:\n{wanted}\nLooked in:\n{looked}\n"
        "Bring them with one of the official commands and try again:\n"
        "  gcloud components install cloud-firestore-emulator pubsub-emulator\n"
        "  firebase setup:emulators:firestore && firebase setup:emulators:pubsub\n"
        "or put the files into one folder and name it in EMULATOR_JAR_DIR."
    )


@dataclass(frozen=True, slots=True)
class Facts:
    """How a jar is started: the class and the oldest Java that runs it (8, 11, 17…)."""

    main_class: str
    java: int


def facts_of(jar: Path, emulator: Emulator) -> Facts:
    """The class that the manifest names, else the known one (gcloud's Firestore jar names none), and its format."""
    with zipfile.ZipFile(jar) as archive:
        manifest = archive.read("META-INF/MANIFEST.MF").decode("utf-8", errors="replace")
        named = [line.partition(":")[2].strip() for line in manifest.splitlines() if line.startswith("Main-Class:")]
        main_class = named[0] if named else emulator.main_class
        with archive.open(main_class.replace(".", "/") + ".class") as source:
            # Class file format 52 is Java 8; the number stands in bytes 6 and 7.
            return Facts(main_class, int.from_bytes(source.read(8)[6:8]) - 44)
