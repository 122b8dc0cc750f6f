"""What a question is about, by its words, where the model did not say."""

import re
from collections.abc import Mapping

from functions.onboarding.models import Topic
from shared.folding import fold

# Stems, folded; the first that is found decides.
_STEMS: Mapping[Topic, str] = {
    "income": r"income|salary|earn|wage|receiv|revenu|recevez|salaire|gagn|دخل|راتب|تكسب|تتقاضي|تتلقي",
    "investments": r"invest|placement|استثمار",
    "debts": r"debt|loan|owe|dette|credit|emprunt|ديون|دين |قرض|قروض",
    "goals": r"goal|saving for|save for|dream|objectif|projet|هدف|اهداف",
    "savings": r"saving|saved|put aside|epargn|economi|mis de cote|ادخر|مدخرات|توفير",
    "categories": r"categor|spend|expens|depens|نفق|مصاريف|تنفق",
    "preferences": r"risk|tone|advis|risque|conseil|مخاطر|نصيح|انصح",
    "place": r"live|city|country|habit|ville|pays|تعيش|تسكن|مدين|بلد",
}
_PATTERNS = {topic: re.compile(rf"(?<![^\W_])(?:ال|و)?(?:{stems})") for topic, stems in _STEMS.items()}


def topic_of(text: str) -> Topic:
    """The topic of a question in English, French or Arabic, else `other`."""
    folded = fold(text)
    return next((topic for topic, pattern in _PATTERNS.items() if pattern.search(folded)), "other")
