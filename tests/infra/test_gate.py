"""`make check` on the configuration as it stands, and what the stand-ins of the providers tell of values."""

from pathlib import Path
from typing import Any

import pytest

from tools.terraform import __main__ as gate
from tools.terraform.bindings import read
from tools.terraform.extract import block
from tools.terraform.known import named
from tools.terraform.planning import copied
from tools.terraform.values import UNKNOWN, faults, made_up, settled, with_computed

pytestmark = pytest.mark.xdist_group("terraform")
TABLE: dict[str, Any] = {
    "attributes": {
        "name": {"type": "string", "required": True},
        "order": {"type": "string", "optional": True, "x_enum": ["ASCENDING", "DESCENDING"]},
        "id": {"type": "string", "computed": True},
    },
    "block_types": {
        "inner": {
            "nesting_mode": "list",
            "block": {"attributes": {"uri": {"type": "string", "computed": True}}, "block_types": {}},
        }
    },
}
BINDINGS = """
export interface ThingConfig {
  /**
  * Possible values: ["ON", "OFF"]
  * Docs at Terraform Registry: {@link https://example.com#state Thing#state}
  */
  readonly state?: string;
  /**
  * rule block
  * Docs at Terraform Registry: {@link https://example.com#rule Thing#rule}
  */
  readonly rule: ThingRule;
}
export class ThingRuleOutputReference extends cdktf.ComplexObject {
  // count - computed: false, optional: false, required: true
  public get count() {
    return this.getNumberAttribute('count');
  }
}
export class Thing extends cdktf.TerraformResource {
  // state - computed: false, optional: true, required: false
  public get state() {
    return this.getStringAttribute('state');
  }
  // rule - computed: false, optional: false, required: true
  private _rule = new ThingRuleOutputReference(this, "rule");
}
"""


def test_a_missing_terraform_is_told_and_skips_the_check(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(gate, "available", lambda: False)
    assert gate.main([]) == 0
    assert "NOT checked" in capsys.readouterr().out
    assert gate.main(["infra/terraform/app", "plan"]) == 1


def test_a_fault_of_layout_and_a_failing_test_are_found(terraform_environment: dict[str, str], tmp_path: Path) -> None:
    top = copied(tmp_path)
    for folder in [*top.glob("modules/*"), *top.glob("environments/*")]:
        if folder.name != "scheduler":
            for file in sorted(folder.rglob("*"), reverse=True):
                file.rmdir() if file.is_dir() else file.unlink()
            folder.rmdir()
    main = top / "modules" / "scheduler" / "main.tf"
    main.write_text(main.read_text(encoding="utf-8").replace("{ type = each.key }", '{type = "x"}'), encoding="utf-8")
    found = gate.check(top)
    assert [one.splitlines()[0].rpartition("/")[2] for one in found] == ["terraform: fmt", "scheduler: test"]
    assert "workers know a schedule by the type" in found[1]


def test_values_are_checked_as_the_provider_does() -> None:
    assert faults(TABLE, {"name": "a", "order": "ASCENDING", "inner": [{}]}) == []
    wrong = faults(TABLE, {"name": "a", "order": "ASC", "id": "x", "inner": [{"uri": "x"}]})
    assert [path for _, path in wrong] == [("order",), (), ()]


def test_what_only_the_cloud_knows_is_unknown_in_a_plan_and_made_up_when_applied() -> None:
    planned = with_computed(TABLE, {"name": "a", "inner": [{}]}, lambda *_: UNKNOWN)
    assert planned["id"] == planned["inner"][0]["uri"] == UNKNOWN
    applied = settled(TABLE, planned)
    assert (applied["id"], applied["inner"][0]["uri"]) == ("stub-id", "stub-uri")
    assert made_up("x", ["object", {"a": "number", "b": ["list", "string"]}]) == {"a": 0, "b": []}


def test_names_that_follow_from_arguments_are_known() -> None:
    account = named("google_service_account", {"project": "p", "account_id": "fn-users"})
    assert account["member"] == "serviceAccount:fn-users@p.iam.gserviceaccount.com"
    assert named("google_service_account", {"project": UNKNOWN}) == {"project": UNKNOWN}


def test_bindings_become_a_schema_block() -> None:
    found = block(read(BINDINGS), "Thing", "ThingConfig")
    assert found["attributes"] == {"state": {"type": "string", "optional": True, "x_enum": ["ON", "OFF"]}}
    rule = found["block_types"]["rule"]
    assert (rule["min_items"], rule["max_items"]) == (1, 1)
    assert rule["block"]["attributes"] == {"count": {"type": "number", "required": True}}
