"""The report agent words figures that it was given."""

from shared.ai.request import Request
from tests.architecture.conversing import Conversation

ANSWER = "# November\n\nYou spent 41200.00 DZD, less than before."
FACTS = {
    "task": "report",
    "language": "en",
    "figures": [{"label": "Spent", "value": "41200.00", "unit": "currency"}],
    "draft": "You spent **41200.00 DZD**.",
}
CONVERSATION = Conversation(Request("How did it go?", (), FACTS), ({"body": {"text": ANSWER}},), ANSWER)
