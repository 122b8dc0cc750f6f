"""Names of tools that are none, or that this agent has not got."""

from tests.chat.hostile.case import Case, answer, call, hostile, one, said

_F = "tools"
_UNKNOWN = "unknown deny not_allowed"
_NAMES = {
    "one that nobody has": "delete_everything",
    "a dunder": "__import__",
    "a module's function": "os.system",
    "another case": "Delete_Budget",
    "capitals": "DELETE_BUDGET",
    "a zero-width character": "delete_\u200bbudget",
    "a homoglyph": "delete_budg\u0435t",
    "a trailing blank": "delete_budget ",
    "a trailing line": "delete_budget\n",
    "two in one": "list_budgets;delete_budget",
    "a path": "agents/chatbot/delete_budget",
    "a namespace": "default_api.delete_budget",
    "an empty name": "",
    "the coordinator's own": "call_budget_agent",
    "the coordinator's other": "call_expense_manager",
    "one of a person who runs the system": "export_user",
    "the answer": "final_answer",
    "5,000 letters": "d" * 5000,
}

CASES: tuple[Case, ...] = (
    *(
        one(_F, name, "delete groceries", call(tool, {"budget_id": "$Groceries"}), _UNKNOWN)
        for name, tool in _NAMES.items()
    ),
    Case(_F, "a name that is null", (said("hello", hostile("odd_tool_name")),), (_UNKNOWN,)),
    Case(_F, "a name that is a number", (said("hello", hostile("odd_tool_name", value=7)),), ()),
    Case(
        _F,
        "a good call beside an unknown one",
        (
            said(
                "set groceries to 25000",
                answer(
                    call("delete_everything", {}),
                    call("update_budget", {"budget_id": "$Groceries", "amount": "25000"}),
                ),
            ),
        ),
        ("update_budget allow committed", _UNKNOWN),
        {"Groceries": 25000},
    ),
)
