"""A stand-in for a Terraform provider: it serves a schema document and plans without any cloud."""

import json
from collections.abc import Callable, Mapping
from typing import Any

import msgpack

from tools.terraform.known import named
from tools.terraform.protocol import message
from tools.terraform.values import UNKNOWN, Block, faults, made_up, settled, with_computed

_ERROR = 1
_NESTING = {"single": 1, "list": 2, "set": 3, "map": 4, "group": 5}
# rpc -> (handler, the message that it takes)
Calls = dict[str, tuple[Callable[[Any], Any], Any]]


def pack(value: Any) -> Any:
    """A value as it travels."""
    return message("Value")(msgpack=msgpack.packb(value, use_bin_type=False))


def unpack(sent: Any) -> Any:
    """The value of what travelled; unknown ones stay msgpack.ExtType."""
    if sent.msgpack:
        return msgpack.unpackb(sent.msgpack, raw=False, strict_map_key=False)
    return json.loads(sent.json or b"null")


def _block(block: Block) -> Any:
    made = message("Block")()
    for name, about in sorted(block["attributes"].items()):
        flags = {flag: bool(about.get(flag)) for flag in ("required", "optional", "computed", "sensitive")}
        made.attributes.add(name=name, type=json.dumps(about["type"]).encode(), **flags)
    for name, nested in sorted(block["block_types"].items()):
        made.block_types.add(
            type_name=name,
            block=_block(nested["block"]),
            nesting=_NESTING[nested["nesting_mode"]],
            min_items=nested.get("min_items", 0),
            max_items=nested.get("max_items", 0),
        )
    return made


def _schema(schema: Mapping[str, Any]) -> Any:
    return message("Schema")(version=schema["version"], block=_block(schema["block"]))


def _named(schemas: Mapping[str, Any]) -> list[Any]:
    return [message("NamedSchema")(key=name, value=_schema(one)) for name, one in schemas.items()]


def _diagnostics(block: Block, config: Any) -> list[Any]:
    found = []
    for summary, path in faults(block, unpack(config)):
        one = message("Diagnostic")(severity=_ERROR, summary=summary)
        for step in path:
            key = "attribute_name" if isinstance(step, str) else "element_key_int"
            one.attribute.steps.add(**{key: step})
        found.append(one)
    return found


class StandIn:
    """Answers Terraform's calls for the one provider of a `terraform providers schema -json` document."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        ((self.address, schemas),) = document["provider_schemas"].items()
        self._resources, self._data = schemas["resource_schemas"], schemas["data_source_schemas"]
        self._reply = message("SchemaReply")(
            provider=_schema(schemas["provider"]),
            resource_schemas=_named(self._resources),
            data_source_schemas=_named(self._data),
        )

    def calls(self) -> Calls:
        """Every call that Terraform makes of a provider, by name."""
        typed = message("TypedConfig")
        return {
            "GetSchema": (lambda _: self._reply, message("Empty")),
            "PrepareProviderConfig": (
                lambda asked: message("PreparedConfig")(prepared_config=asked.config),
                message("ProviderConfig"),
            ),
            "Configure": (lambda _: message("DiagnosticsReply")(), typed),
            "ValidateResourceTypeConfig": (lambda asked: self._validate(self._resources, asked), typed),
            "ValidateDataSourceConfig": (lambda asked: self._validate(self._data, asked), typed),
            "UpgradeResourceState": (self._upgrade, message("UpgradeRequest")),
            "ReadResource": (
                lambda asked: message("ReadReply")(new_state=asked.current_state),
                message("ReadRequest"),
            ),
            "PlanResourceChange": (self._plan, message("PlanRequest")),
            "ApplyResourceChange": (self._apply, message("ApplyRequest")),
            "ReadDataSource": (self._read, typed),
            "Stop": (lambda _: message("StopReply")(), message("Empty")),
        }

    @staticmethod
    def _validate(schemas: Mapping[str, Any], asked: Any) -> Any:
        return message("DiagnosticsReply")(diagnostics=_diagnostics(schemas[asked.type_name]["block"], asked.config))

    @staticmethod
    def _upgrade(asked: Any) -> Any:
        return message("UpgradeReply")(upgraded_state=pack(json.loads(asked.raw_state.json)))

    def _plan(self, asked: Any) -> Any:
        wanted = unpack(asked.proposed_new_state)
        if wanted is not None and unpack(asked.prior_state) is None:
            wanted = with_computed(self._resources[asked.type_name]["block"], wanted, lambda *_: UNKNOWN)
            wanted = named(asked.type_name, wanted)
        return message("PlanReply")(planned_state=pack(wanted), legacy_type_system=True)

    def _apply(self, asked: Any) -> Any:
        planned = unpack(asked.planned_state)
        if planned is not None:
            planned = settled(self._resources[asked.type_name]["block"], planned)
        return message("ApplyReply")(new_state=pack(planned), legacy_type_system=True)

    def _read(self, asked: Any) -> Any:
        return message("DataReply")(
            state=pack(with_computed(self._data[asked.type_name]["block"], unpack(asked.config), made_up))
        )
