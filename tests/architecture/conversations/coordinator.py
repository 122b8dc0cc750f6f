"""The coordinator records, plans, looks ahead, asks for advice, leaves a note and reports."""

from shared.ai.request import Request
from tests.architecture.conversations.stage import call, stage, turn
from tests.architecture.conversing import Conversation

_SCRIPT = (
    {
        "body": {
            "parts": [
                call("call_expense_manager", message="coffee 500 DZD"),
                call("call_budget_agent", message="plan my month"),
                call("create_notification", title="Rent", message="Pay the rent."),
                call("call_report_agent", message="How do I stand?"),
                call("call_forecast_agent", message="What comes?"),
                call("call_advisor", kind="compare", message="Bus or taxi?"),
            ]
        }
    },
    {"body": {"text": "Your month is planned."}},
)
CONVERSATION = Conversation(Request("Plan my month"), _SCRIPT, "Your month is planned.", turn, stage)
