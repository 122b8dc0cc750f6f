"""The assistant uses each of its tools, hands a task to the coordinator, and ends in words."""

from shared.ai.request import Request
from tests.architecture.conversations.stage import FOOD, TURN, call, stage, turn
from tests.architecture.conversing import Conversation

_SPENT = {"measure": "spent", "period": {"name": "this_period"}}
_SCRIPT = (
    {
        "body": {
            "parts": [
                call("list_budgets"),
                call("list_notifications"),
                call("show_profile"),
                call("query_spending", plan=_SPENT),
            ]
        }
    },
    {
        "body": {
            "parts": [
                call("record_expense", message="coffee 500 DZD"),
                call("create_budget", title="Pets", amount="5000"),
                call("update_budget", budget_id=FOOD, amount="25000"),
                call("edit_user_profile", monthly_income="90000"),
                call("create_notification", title="Rent", message="Pay the rent."),
                call("delete_budget", budget_id=FOOD),
            ]
        }
    },
    {
        "body": {
            "parts": [
                call("call_report_agent", message="How do I stand?"),
                call("call_forecast_agent", message="What comes?"),
                call("call_advisor", kind="analyze", message="Should I buy a bicycle?"),
                call("call_main_coordinator", message="Give me an overview"),
            ]
        }
    },
    {"body": {"parts": [call("undo_last_turn", turn_id=TURN)]}},
    {"body": {"text": "All of it is done."}},
)
CONVERSATION = Conversation(Request("Please do all of it."), _SCRIPT, "All of it is done.", turn, stage)
