"""Answers that break the protocol: nothing of them is carried out but what is whole, and each call once."""

from tests.chat.hostile.case import Case, hostile, said, text

_F = "protocol"
_DELETE = {"tool": "delete_budget", "arguments": {"budget_id": "$Groceries"}}
_UPDATE = {"tool": "update_budget", "arguments": {"budget_id": "$Groceries", "amount": "7"}}
_TOOLS = {"delete": _DELETE, "update": _UPDATE}
_ASKED = {"delete": "delete_budget confirm not_own_words,destructive", "update": "update_budget confirm not_own_words"}
_BAD = {"delete": "delete_budget deny not_allowed", "update": "update_budget deny not_allowed"}


def _case(name: str, item: dict[str, object], *rows: str) -> Case:
    return Case(_F, name, (said("hello", item, text("That is all.")),), rows)


_NOTHING = {
    "a malformed call": hostile("malformed_call", tool="delete_budget"),
    "an empty candidate": hostile("empty_candidate"),
    "no candidates": hostile("no_candidates"),
    "a safety block": hostile("safety_block"),
    "a block for a reason nobody knows": hostile("safety_block", reason="BECAUSE"),
    "a recitation": hostile("safety_block", reason="RECITATION"),
    "a blocked prompt": hostile("prompt_block"),
    "an end in the middle of a sentence": hostile("max_tokens"),
    "an error in the middle of a stream": hostile("stream_error"),
    "an error at once": {"status": 500, "error": {"status": "INTERNAL"}, "times": 3},
    "a quota that is used up": {"status": 429, "error": {"status": "RESOURCE_EXHAUSTED"}, "times": 3},
    "a body that is no JSON": hostile("broken_body"),
    "JSON in place of words": hostile("wrong_shape"),
    "JSON that breaks off": hostile("garbage_json"),
}

CASES: tuple[Case, ...] = (
    *(_case(name, item) for name, item in _NOTHING.items()),
    _case("an unexpected call", hostile("unexpected_call"), "unknown deny not_allowed"),
    *(
        row
        for name, told in _TOOLS.items()
        for row in (
            _case(f"two calls of one id: {name}", hostile("duplicate_ids", **told), _ASKED[name], _ASKED[name]),
            _case(f"two calls without an id: {name}", hostile("missing_ids", **told), _ASKED[name], _ASKED[name]),
            _case(f"a call without its signature: {name}", hostile("lost_signature", **told), _ASKED[name]),
            _case(f"words beside a call: {name}", hostile("text_beside_call", **told), _ASKED[name]),
            _case(f"an end in the middle of a call: {name}", hostile("max_tokens_mid_call", **told), _BAD[name]),
            _case(f"arguments that are null: {name}", hostile("null_arguments", tool=told["tool"]), _BAD[name]),
            _case(f"arguments that are missing: {name}", hostile("missing_arguments", tool=told["tool"]), _BAD[name]),
            _case(f"every value null: {name}", hostile("null_values", **told), _BAD[name]),
            _case(f"more arguments than declared: {name}", hostile("extra_arguments", **told), _BAD[name]),
            _case(
                f"the answer before the call was answered: {name}",
                hostile("early_answer", **told),
                _ASKED[name],
                "unknown deny not_allowed",
            ),
        )
    ),
)
