"""The budget agent proposes one budget."""

from shared.ai.request import Request
from tests.architecture.conversing import Conversation

ANSWER = {
    "operations": [{"operation": "add", "title": "Courses", "budget": "20000", "description": None}],
    "message": "Un budget simple.",
}
FACTS = {"task": "generate", "language": "fr", "currency": "DZD", "ceiling": "85000.00"}
CONVERSATION = Conversation(Request(None, (), FACTS), ({"body": {"json": ANSWER}},), ANSWER)
