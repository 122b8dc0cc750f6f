"""The facts of the moment that an agent of the conversation is given: the profile as it is now, and names."""

from functions.chat.models.talk import Talk
from shared.money import Money

_FIGURES = ("monthly_income", "savings", "investments", "debts")
_MOST_BUDGETS = 60


def facing(talk: Talk, summary: str = "") -> dict[str, object]:
    """What the model may know: no figure of the ledger, which its tools compute. `summary` is of older turns."""
    profile, code = talk.profile, talk.currency
    figures = {name: str(Money(profile[name], code)) for name in _FIGURES if profile.get(name) is not None}
    return {
        "today": talk.today.isoformat(),
        "language": talk.language.code,
        "currency": code,
        "profile": figures | {"preferences": profile["user_ai_preferences"], "personal": profile["personal_info"]},
        "budgets": [{"id": one.id, "title": one.title} for one in talk.budgets[:_MOST_BUDGETS]],
        **({"earlier": summary} if summary else {}),
        **({"last_change": talk.last_change} if talk.last_change else {}),
        **({"file": talk.said.file.content_type} if talk.said.file else {}),
    }
