"""The forecast agent words figures that it was given."""

from shared.ai.request import Request
from tests.architecture.conversing import Conversation

ANSWER = "# Next month\n\nAbout 41200.00 DZD, of which 18000.00 DZD repeat."
FACTS = {
    "task": "forecast",
    "language": "en",
    "figures": [{"label": "Likely spending", "value": "41200.00", "unit": "currency"}],
    "draft": "**2026-12-01 to 2026-12-31:** about 41200.00 DZD",
}
CONVERSATION = Conversation(Request("What will next month cost?", (), FACTS), ({"body": {"text": ANSWER}},), ANSWER)
