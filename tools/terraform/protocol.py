"""The part of Terraform's provider plugin protocol 5 that the stand-in answers, as protobuf messages.

They are described here and not compiled from a .proto file, so that no compiler is needed. Fields that the stand-in
does not use are left out: protobuf skips what a reader does not know.
https://github.com/hashicorp/terraform/blob/main/docs/plugin-protocol/tfplugin5.2.proto
"""

from typing import Any

from google.protobuf import descriptor_pb2, descriptor_pool, message_factory

PACKAGE = "tfplugin5"
_SINGLE = {"string": 9, "bytes": 12, "bool": 8, "int64": 3, "int32": 5}  # FieldDescriptorProto.Type
_MESSAGE = 11

# message -> "number name type", where `*` stands before what repeats. Any other type is a message of this table.
MESSAGES: dict[str, tuple[str, ...]] = {
    "Empty": (),
    "Value": ("1 msgpack bytes", "2 json bytes"),
    "Step": ("1 attribute_name string", "2 element_key_string string", "3 element_key_int int64"),
    "Path": ("1 steps *Step",),
    "Diagnostic": ("1 severity int32", "2 summary string", "3 detail string", "4 attribute Path"),
    "Attribute": (
        "1 name string", "2 type bytes", "4 required bool", "5 optional bool", "6 computed bool", "7 sensitive bool",
    ),
    "NestedBlock": ("1 type_name string", "2 block Block", "3 nesting int32", "4 min_items int64", "5 max_items int64"),
    "Block": ("1 version int64", "2 attributes *Attribute", "3 block_types *NestedBlock"),
    "Schema": ("1 version int64", "2 block Block"),
    "NamedSchema": ("1 key string", "2 value Schema"),
    "SchemaReply": (
        "1 provider Schema", "2 resource_schemas *NamedSchema", "3 data_source_schemas *NamedSchema",
        "4 diagnostics *Diagnostic",
    ),
    "ProviderConfig": ("1 config Value",),
    "PreparedConfig": ("1 prepared_config Value", "2 diagnostics *Diagnostic"),
    "TypedConfig": ("1 type_name string", "2 config Value"),
    "DiagnosticsReply": ("1 diagnostics *Diagnostic",),
    "DataReply": ("1 state Value", "2 diagnostics *Diagnostic"),
    "RawState": ("1 json bytes",),
    "UpgradeRequest": ("1 type_name string", "2 version int64", "3 raw_state RawState"),
    "UpgradeReply": ("1 upgraded_state Value", "2 diagnostics *Diagnostic"),
    "ReadRequest": ("1 type_name string", "2 current_state Value"),
    "ReadReply": ("1 new_state Value", "2 diagnostics *Diagnostic"),
    "PlanRequest": (
        "1 type_name string", "2 prior_state Value", "3 proposed_new_state Value", "4 config Value",
    ),
    "PlanReply": (
        "1 planned_state Value", "2 requires_replace *Path", "4 diagnostics *Diagnostic", "5 legacy_type_system bool",
    ),
    "ApplyRequest": ("1 type_name string", "2 prior_state Value", "3 planned_state Value", "4 config Value"),
    "ApplyReply": ("1 new_state Value", "3 diagnostics *Diagnostic", "4 legacy_type_system bool"),
    "StopReply": ("1 error string",),
}  # fmt: skip


def _file() -> descriptor_pb2.FileDescriptorProto:
    file = descriptor_pb2.FileDescriptorProto(name="tfplugin5.proto", package=PACKAGE, syntax="proto3")
    for message, fields in MESSAGES.items():
        described = file.message_type.add(name=message)
        for text in fields:
            number, name, kind = text.split()
            field = described.field.add(name=name, number=int(number), label=3 if kind.startswith("*") else 1)
            kind = kind.lstrip("*")
            field.type = _SINGLE.get(kind, _MESSAGE)
            if kind not in _SINGLE:
                field.type_name = f".{PACKAGE}.{kind}"
    # A path's step is one of its three fields: only so is an index of 0 told from none.
    step = next(one for one in file.message_type if one.name == "Step")
    step.oneof_decl.add(name="selector")
    for field in step.field:
        field.oneof_index = 0
    return file


_POOL = descriptor_pool.DescriptorPool()
_POOL.Add(_file())


def message(name: str) -> Any:
    """The class of a message of `MESSAGES`."""
    return message_factory.GetMessageClass(_POOL.FindMessageTypeByName(f"{PACKAGE}.{name}"))
