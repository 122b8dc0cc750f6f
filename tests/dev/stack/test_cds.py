"""What is known of a jar is kept in a fresh checkout too, by however many starts at once."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from dev import cds, jars


def test_first_starts_at_the_same_moment_all_learn_about_the_jar(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    starts = Barrier(8)
    jar = tmp_path / "emulator.jar"
    jar.write_bytes(b"jar")

    def read(_jar: Path, _emulator: jars.Emulator) -> jars.Facts:
        starts.wait(30)  # all of them found nothing kept, and all are about to keep it
        return jars.Facts("com.example.Main", 17)

    monkeypatch.setattr(jars, "facts_of", read)
    monkeypatch.setattr(cds, "FOLDER", tmp_path / "cds")
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: cds._facts(jar, jars.FIRESTORE), range(8)))
    assert set(found) == {jars.Facts("com.example.Main", 17)}
    (kept,) = (tmp_path / "cds").iterdir()
    assert kept.suffix == ".json"
    assert cds._facts(jar, jars.FIRESTORE) == found[0]  # read, for nobody else comes to the barrier
