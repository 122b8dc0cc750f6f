"""What the interview's agent may call: a question to ask, or what it learned. All of it is held against the answers."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from functions.onboarding.models import QuestionType, Topic
from shared.ai.amounts import CODE, decimal_text

Amount = Annotated[str, decimal_text()]
Code = Annotated[str, CODE]


class Shape(BaseModel):
    """What all arguments share: nothing beyond the schema. What is left out is not known."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class AskQuestion(Shape):
    question: str = Field(description="One question, in FACTS.language")
    question_type: QuestionType = Field(description="direct: own words; radio: one option; checkboxes: several")
    options: list[str] | None = Field(None, description="What can be chosen; null for a direct question")
    topic: Topic = Field("other", description="What it is about")


class Sum(Shape):
    amount: Amount
    currency: Code | None = Field(None, description="Only if the person named it")


class AiPreferences(Shape):
    risk_preference: Literal["cautious", "balanced", "adventurous"] | None = None
    tone: Literal["friendly", "formal", "direct"] | None = None
    style: Literal["brief", "detailed"] | None = None


class PersonalInfo(Shape):
    preferred_currency: Code | None = Field(None, description="Only if the person named it")
    location_context: str | None = Field(None, description="Where they live, in their words")
    language: str | None = Field(None, description="Two letters: the language that they write in")


class Minimum(Shape):
    category: str
    amount: Amount


class ExtraInfo(Shape):
    goals: list[str] = Field(default_factory=list, description="What they save for, in their words")
    budget_categories: list[str] = Field(default_factory=list, description="What they want budgets for, in their words")
    budget_minimums: list[Minimum] = Field(
        default_factory=list, description="What they said that a category needs at least"
    )


class FinishInfo(Shape):
    monthly_income: Sum | None = None
    savings: Sum | None = None
    investments: Sum | None = None
    debts: Sum | None = None
    user_ai_preferences: AiPreferences = AiPreferences()
    personal_info: PersonalInfo = PersonalInfo()
    extra_info: ExtraInfo = ExtraInfo()
    ai_summary: str = Field("", description="Two sentences on the person, with no figure that they did not say")
