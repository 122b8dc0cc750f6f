"""The expense manager reads two coffees out of a message."""

from shared.ai.request import Request
from tests.architecture.conversing import Conversation

ANSWER = {
    "expenses": [
        {
            "product_name": "Café",
            "amount": "500",
            "earned": False,
            "currency": "DZD",
            "date": "2026-11-24",
            "merchant": None,
            "category": None,
            "items": [{"name": "Café", "quantity": "2", "unit_price": "250", "amount": "500"}],
            "tax": None,
            "tip": None,
            "discount": None,
        }
    ],
    "total": "500",
    "language": "fr",
}
CONVERSATION = Conversation(Request("deux cafés 500 DA"), ({"body": {"json": ANSWER}},), ANSWER)
