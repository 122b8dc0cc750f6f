"""The interview's agent asks a question and ends the interview; here in one answer, at a desk that takes both."""

from dataclasses import dataclass, field
from typing import Any

from shared.ai.request import Request
from shared.ai.turn import Turn
from tests.architecture.conversing import Conversation


@dataclass
class Desk:
    """Takes whatever is laid down."""

    taken: list[Any] = field(default_factory=list)

    def ask(self, asked: Any) -> list[str]:
        self.taken.append(asked)
        return []

    def conclude(self, told: Any) -> list[str]:
        self.taken.append(told)
        return []


ASKED = {"question": "Où habitez-vous ?", "question_type": "direct", "options": None, "topic": "place"}
FINISHED = {
    "monthly_income": {"amount": "85000", "currency": "DZD"},
    "personal_info": {"preferred_currency": "DZD", "location_context": "Alger", "language": "fr"},
    "extra_info": {"goals": ["une voiture"], "budget_categories": ["Courses"], "budget_minimums": []},
    "ai_summary": "Habite à Alger et épargne pour une voiture.",
}
CALLS = [
    {"functionCall": {"name": "ask_question", "args": ASKED}},
    {"functionCall": {"name": "finish_onboarding_and_save_info", "args": FINISHED}},
]
FACTS = {"language": "fr", "asked": ["income"], "allowed": ["ask_question", "finish_onboarding_and_save_info"]}
CONVERSATION = Conversation(
    Request("85 000 DA par mois", (), FACTS),
    ({"body": {"parts": CALLS}},),
    "",
    lambda: Turn(Desk(), gate=lambda *_: None),
)
