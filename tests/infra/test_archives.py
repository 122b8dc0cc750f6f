"""Archives of functions hold what they reach, and nothing else; each loads where only its requirements are."""

import hashlib
import json
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import main
from tests.infra.runtime import VERSION, deployed_python, environment
from tools.build_functions.archive import archive
from tools.build_functions.reach import reached
from tools.build_functions.requirements import Unpinned, pins, provider_of

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.xdist_group("terraform")
# Started with the folder of an archive, its entry point and the distributions that it may use: any other is as if it
# were not installed.
LOAD = """
import sys, json
from importlib.metadata import distributions
folder, name, allowed = sys.argv[1], sys.argv[2], set(json.loads(sys.argv[3]))
hidden, seen = set(), set()
for one in distributions():
    named = one.metadata["Name"].lower().replace("_", "-").replace(".", "-")
    files = [f.with_suffix("") for f in one.files or () if f.suffix == ".py"]
    modules = {".".join(f.parts).removesuffix(".__init__") for f in files}
    (seen if named in allowed else hidden).update(modules)
hidden -= seen

class Refusing:
    def find_spec(self, module, path=None, target=None):
        if module in hidden:
            raise ModuleNotFoundError(f"{module} is not among the requirements", name=module)

sys.meta_path.insert(0, Refusing())
sys.path.insert(0, folder)
import functions_framework, gunicorn
import main
function = getattr(main, name)
assert function.__name__ == name
from pathlib import Path
for file in sorted(Path(folder).rglob("*.py")):
    module = ".".join(file.relative_to(folder).with_suffix("").parts).removesuffix(".__init__")
    if module not in ("main", "shared.web.uploads_child"):
        __import__(module)
"""


@pytest.fixture(scope="module")
def terraform_files() -> str:
    return "".join(file.read_text(encoding="utf-8") for file in (ROOT / "infra" / "terraform").rglob("*.tf"))


@pytest.fixture(scope="module")
def built(archives: Path) -> dict[str, dict[str, str]]:
    manifest: dict[str, dict[str, str]] = json.loads((archives / "manifest.json").read_text(encoding="utf-8"))
    return manifest


def test_every_function_of_the_table_has_an_archive(built: dict[str, dict[str, str]]) -> None:
    assert set(built) == set(main.FUNCTIONS)


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> str:
    """An interpreter with all that is ever deployed."""
    return str(environment(tmp_path_factory.mktemp("runtime") / "venv", ROOT / "requirements.txt") / "python")


def test_archives_are_tested_on_the_runtime_that_is_deployed(python: str, terraform_files: str) -> None:
    assert f'runtime           = "python{VERSION.replace(".", "")}"' in terraform_files
    if deployed_python() is None:
        here = sys.version.split()[0]
        pytest.skip(f"Python {VERSION} is not installed: archives are loaded and served on {here} instead")
    said = subprocess.run([python, "--version"], capture_output=True, text=True, check=True).stdout
    assert said.startswith(f"Python {VERSION}.")


@pytest.mark.parametrize("name", sorted(main.FUNCTIONS))
def test_an_archive_loads_with_its_requirements_alone(
    archives: Path, built: dict[str, dict[str, str]], tmp_path: Path, name: str, python: str
) -> None:
    with zipfile.ZipFile(archives / built[name]["file"]) as packed:
        packed.extractall(tmp_path)
    allowed = sorted(pins((tmp_path / "requirements.txt").read_text(encoding="utf-8")))
    command = [python, "-I", "-c", LOAD, str(tmp_path), name, json.dumps(allowed)]
    told = {"GOOGLE_CLOUD_PROJECT": "aion-demo", "PATH": "/usr/bin:/bin"}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=told)
    assert done.returncode == 0, done.stderr[-2000:]


def test_the_same_sources_give_the_same_bytes(archives: Path, built: dict[str, dict[str, str]]) -> None:
    again = archive(ROOT, "users", main.FUNCTIONS["users"])
    assert again.file == built["users"]["file"]
    assert hashlib.sha256(again.packed()).digest() == hashlib.sha256((archives / again.file).read_bytes()).digest()


def test_a_change_renames_the_archives_that_reach_it_and_no_other(tmp_path: Path) -> None:
    for folder in ("functions", "shared"):
        (tmp_path / folder).symlink_to(ROOT / folder)
    (tmp_path / "requirements.txt").symlink_to(ROOT / "requirements.txt")
    before = {name: archive(tmp_path, name, main.FUNCTIONS[name]) for name in ("sweep_outbox", "budget")}
    changed = reached(tmp_path, main.FUNCTIONS["budget"]).modules["functions.budget.models"]
    after = {
        name: {**one.content, changed.relative_to(tmp_path).as_posix(): b"changed = True\n"}
        for name, one in before.items()
        if changed.relative_to(tmp_path).as_posix() in one.content
    }
    assert set(after) == {"budget"}
    other = type(before["budget"])("budget", after["budget"], before["budget"].needs)
    assert other.file != before["budget"].file


def test_a_worker_carries_neither_other_features_nor_their_libraries(
    archives: Path, built: dict[str, dict[str, str]]
) -> None:
    with zipfile.ZipFile(archives / built["sweep_outbox"]["file"]) as packed:
        names = packed.namelist()
        wanted = pins(packed.read("requirements.txt").decode())
    assert {name.split("/")[1] for name in names if name.startswith("functions/")} == {"__init__.py", "outbox"}
    assert not [name for name in names if name.startswith(("dev/", "tests/", "tools/"))]
    assert not {"google-genai", "pikepdf", "pillow", "fpdf2"} & set(wanted)
    assert {"functions-framework", "google-cloud-firestore", "google-cloud-pubsub"} <= set(wanted)


def test_every_requirement_is_pinned_with_hashes(archives: Path, built: dict[str, dict[str, str]]) -> None:
    for about in built.values():
        with zipfile.ZipFile(archives / about["file"]) as packed:
            for block in pins(packed.read("requirements.txt").decode()).values():
                assert re.search(r"==\S+.*--hash=sha256:", block, re.S)


def test_every_dependency_of_the_project_is_in_some_archive(archives: Path, built: dict[str, dict[str, str]]) -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    carried: set[str] = set()
    for about in built.values():
        with zipfile.ZipFile(archives / about["file"]) as packed:
            carried |= set(pins(packed.read("requirements.txt").decode()))
    assert {canonicalize_name(Requirement(one).name) for one in declared} - carried == set()


def test_what_nobody_brings_is_refused() -> None:
    with pytest.raises(Unpinned):
        provider_of("a_library_that_is_not_there")
    assert provider_of("json") is None
