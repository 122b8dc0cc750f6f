"""The advisor words a verdict that was computed."""

from shared.ai.request import Request
from tests.architecture.conversing import Conversation

ANSWER = "# Go ahead\n\nA bicycle for 45000.00 DZD fits."
FACTS = {
    "task": "advice",
    "language": "en",
    "decision": "Go ahead",
    "figures": [{"label": "Price of Bicycle", "value": "45000.00", "unit": "currency"}],
    "draft": "# Go ahead\n\nBicycle for 45000.00 DZD fits: nothing gets short.",
}
CONVERSATION = Conversation(Request("A bicycle?", (), FACTS), ({"body": {"text": ANSWER}},), ANSWER)
