"""The gate bites: a copy of the configuration with one fault is refused, the copy without it is not."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from tools.terraform.planning import copied
from tools.terraform.serving import terraform

pytestmark = pytest.mark.xdist_group("terraform")


@dataclass(frozen=True, slots=True)
class Fault:
    """`old` becomes `new` once in a file of infra/terraform; terraform then says `complaint`."""

    name: str
    file: str
    old: str
    new: str
    complaint: str


FUNCTION, STORE, MESSAGES = (f"modules/{name}/main.tf" for name in ("function", "firestore", "messaging"))
STORAGE, SERVICES = "modules/storage/main.tf", "modules/project-services/main.tf"
FAULTS = [
    Fault("unknown argument", FUNCTION, "    ingress_settings ", "    ingress_setting ", "Unsupported argument"),
    Fault("missing required argument", FUNCTION, "  location    = var.region\n", "", "Missing required argument"),
    Fault("wrong nested block", FUNCTION, "storage_source {", "storage_sources {", "Unsupported block type"),
    Fault("wrong block name", STORE, 'dynamic "fields" {', 'dynamic "field" {', "Unsupported block type"),
    Fault("value outside an enumeration", STORE, '"FIRESTORE_NATIVE"', '"NATIVE"', "expected type to be one of"),
    Fault("block written as an attribute", MESSAGES, "  retry_policy {", "  retry_policy = {", "Unsupported argument"),
    Fault(
        "reference to an attribute that does not exist",
        "modules/function/outputs.tf",
        "service_config[0].uri",
        "service_config[0].url",
        "Unsupported attribute",
    ),
    Fault(
        "text for a number",
        MESSAGES,
        "ack_deadline_seconds = var.declared.push.ack_deadline_s",
        'ack_deadline_seconds = "five"',
        "a number is required",
    ),
    Fault(
        "two of a block that stands once",
        STORAGE,
        '    action {\n      type = "Delete"\n    }',
        '    action {\n      type = "Delete"\n    }\n    action {\n      type = "Delete"\n    }',
        "No more than 1",
    ),
    Fault(
        "attribute written as a block",
        MESSAGES,
        '  name                       = "${local.dead}-kept"',
        '  name {\n    value = "x"\n  }',
        "Unsupported block type",
    ),
    Fault(
        "resource that is not declared",
        MESSAGES,
        "google_pubsub_topic.this[local.dead].name",
        "google_pubsub_topic.thiss[local.dead].name",
        "undeclared resource",
    ),
    Fault(
        "read-only argument that is set",
        FUNCTION,
        '  account_id   = "fn-',
        '  email        = "a@example.com"\n  account_id   = "fn-',
        "is read-only",
    ),
    Fault(
        "unknown type",
        MESSAGES,
        'resource "google_pubsub_topic" "this"',
        'resource "google_pubsub_topik" "this"',
        "Invalid resource type",
    ),
    Fault(
        "type of the beta provider on the other", SERVICES, "  provider   = google-beta\n", "", "Invalid resource type"
    ),
]


def validated(environment: dict[str, str], folder: Path) -> tuple[int, str]:
    for command in (("init", "-backend=false"), ("validate",)):
        done = terraform(environment, folder, command[0], "-no-color", *command[1:])
        if done.returncode:
            break
    return done.returncode, done.stdout


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_fault_is_refused(terraform_environment: dict[str, str], tmp_path: Path, fault: Fault) -> None:
    top = copied(tmp_path)
    file = top / fault.file
    text = file.read_text(encoding="utf-8")
    assert fault.old in text
    file.write_text(text.replace(fault.old, fault.new, 1), encoding="utf-8")
    status, said = validated(terraform_environment, file.parent)
    assert status != 0
    assert fault.complaint in " ".join(said.split())


@pytest.mark.parametrize("file", sorted({fault.file for fault in FAULTS}))
def test_the_same_copy_without_a_fault_is_valid(
    terraform_environment: dict[str, str], tmp_path: Path, file: str
) -> None:
    status, said = validated(terraform_environment, (copied(tmp_path) / file).parent)
    assert status == 0, said
