"""Who the household is and what it plans: plain data, no I/O. Amounts are whole dinars."""

from dataclasses import dataclass
from typing import Any

CURRENCY = "DZD"
TIME_ZONE = "Africa/Algiers"
MONTHS = 6


@dataclass(frozen=True, slots=True)
class Plan:
    """A budget of each month."""

    title: str
    amount: int
    description: str
    pinned: bool = False


HOUSING, GROCERIES, TRANSPORT, EATING_OUT = "Housing & Bills", "Groceries", "Transport", "Eating out"
HEALTH, CHILDREN, CLOTHING, LEISURE = "Health", "Children & School", "Clothing", "Leisure"

PLANS = (
    Plan(
        HOUSING,
        62_000,
        "## Housing & Bills\n"
        "The flat in Hydra and what keeps it running.\n\n"
        "- **Rent** 38,000 DZD, due on the 1st\n"
        "- Internet and two telephones, about 5,000 DZD\n"
        "- Sonelgaz and SEAAL every third month\n\n"
        "What is left is a reserve for repairs.",
        pinned=True,
    ),
    Plan(
        GROCERIES,
        38_000,
        "## Groceries\n"
        "One large shop at the weekend, bread and milk in between.\n\n"
        "- Market on Saturday: fruit and vegetables\n"
        "- *Tip:* the weekly list keeps it under 9,000 DZD a week",
    ),
    Plan(
        TRANSPORT,
        12_000,
        "## Transport\n"
        "Metro to work, the car at the weekend.\n\n"
        "- Fuel twice or three times a month\n"
        "- A taxi when it is late",
    ),
    Plan(
        EATING_OUT,
        9_000,
        "## Eating out\n"
        "Coffee with colleagues and a family dinner now and then.\n\n"
        "- Coffee: up to 200 DZD a day\n"
        "- Pizza or grill on Thursday evening",
    ),
    Plan(
        HEALTH,
        8_000,
        "## Health\n"
        "Consultations and the pharmacy, before the insurance pays back.\n\n"
        "- Keep the *vignettes* for CNAS\n"
        "- A dentist's visit takes more than half of it",
    ),
    Plan(
        CHILDREN,
        16_000,
        "## Children & School\n"
        "For Lina and Adam.\n\n"
        "- Canteen and mathematics lessons each month\n"
        "- Books and supplies, most of them in September",
    ),
    Plan(
        CLOTHING,
        10_000,
        "## Clothing\n"
        "Shoes wear out faster than one thinks.\n\n"
        "- One larger purchase a month\n"
        "- The children come first",
    ),
    Plan(
        LEISURE,
        7_000,
        "## Leisure\n"
        "Books, cinema and an outing for the four of us.\n\n"
        "- The streaming subscription is in here\n"
        "- What is not spent goes to the summer holidays",
    ),
)

# As `PATCH /api/users/me/` takes it.
PROFILE: dict[str, Any] = {
    "monthly_income": 178000,
    "savings": 320000,
    "investments": 0,
    "debts": 45000,
    "time_zone": TIME_ZONE,
    "personal_info": {
        "preferred_currency": CURRENCY,
        "location_context": "Algiers",
        "language": "en",
        "household_size": 4,
    },
    "user_ai_preferences": {"risk_preference": "balanced", "tone": "friendly", "style": "brief"},
    "extra_info": {"goals": ["Summer holidays in Béjaïa", "An emergency fund of three months"]},
}
