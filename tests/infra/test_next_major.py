"""The configuration is one that 7.x of the google provider takes, as far as its upgrade guide tells.

No schema of 7.x can be had here: the packages that ours is made of end with 6.50. So the committed one is changed in
every place that the guide for 7.0.0 names and that a type of ours has, and everything is validated and planned again.
"""

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.infra.planned import plan
from tools.terraform.planning import TOLD, copied
from tools.terraform.serving import SCHEMAS, available, serving, terraform

pytestmark = pytest.mark.xdist_group("terraform")


def seven(document: dict[str, Any]) -> dict[str, Any]:
    """A schema document of google or google-beta with what 7.0.0 changed in types of ours."""
    made = copy.deepcopy(document)
    ((_, schemas),) = made["provider_schemas"].items()
    kinds = schemas["resource_schemas"]
    if "google_cloudfunctions2_function" in kinds:
        blocks = kinds["google_cloudfunctions2_function"]["block"]["block_types"]
        # A service is no longer named, only told; what an event trigger listens to must be said.
        blocks["service_config"]["block"]["attributes"]["service"] = {"type": "string", "computed": True}
        blocks["event_trigger"]["block"]["attributes"]["event_type"] = {"type": "string", "required": True}
        retention = kinds["google_storage_bucket"]["block"]["block_types"]["retention_policy"]["block"]
        retention["attributes"]["retention_period"]["type"] = "string"
    return made


@pytest.fixture(scope="module")
def next_major(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """What terraform is started with, so that the stand-ins speak for 7.0.0."""
    if not available():
        pytest.skip("terraform is not installed: the configuration is NOT checked against 7.x")
    folder = tmp_path_factory.mktemp("seven")
    for file in SCHEMAS.glob("*.json"):
        changed = seven(json.loads(file.read_text(encoding="utf-8")))
        (folder / file.name).write_text(json.dumps(changed), encoding="utf-8")
    with serving(sorted(folder.glob("*.json"))) as environment:
        yield environment


def test_both_environments_are_planned(next_major: dict[str, str], archives: Path, tmp_path: Path) -> None:
    top = copied(tmp_path)
    for name in ("dev", "prod"):
        planned = plan(next_major, top / "environments" / name, archives, **TOLD)
        services = planned.of("google_project_service")
        # 7.0.0 has another default.
        assert {one["disable_on_destroy"] for one in services} == {False}
        (images,) = planned.of("google_artifact_registry_repository")
        assert not images["remote_repository_config"]  # whose defaults are gone


def test_what_seven_refuses_is_refused(next_major: dict[str, str], tmp_path: Path) -> None:
    folder = copied(tmp_path) / "modules" / "function"
    file = folder / "main.tf"
    text = file.read_text(encoding="utf-8")
    named = text.replace("  service_config {\n", '  service_config {\n    service = "x"\n', 1)
    assert named != text
    for content, good in ((text, True), (named, False)):
        file.write_text(content, encoding="utf-8")
        terraform(next_major, folder, "init", "-backend=false")
        done = terraform(next_major, folder, "validate", "-no-color")
        assert (done.returncode == 0) == good, done.stdout
