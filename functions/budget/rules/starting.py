"""A first plan without a model: everyday categories with usual shares, and what was spent before."""

from collections.abc import Mapping, Sequence
from statistics import median_low

# Category -> (titles by language, percent of what there is). Usual shares of a household; the rest stays free.
STARTERS: Mapping[str, tuple[Mapping[str, str], int]] = {
    "housing": ({"en": "Housing", "fr": "Logement", "ar": "السكن"}, 28),
    "groceries": ({"en": "Groceries", "fr": "Courses", "ar": "البقالة"}, 22),
    "transport": ({"en": "Transport", "fr": "Transport", "ar": "المواصلات"}, 10),
    "bills": ({"en": "Bills", "fr": "Factures", "ar": "الفواتير"}, 8),
    "eating_out": ({"en": "Eating out", "fr": "Restaurants", "ar": "المطاعم"}, 7),
    "health": ({"en": "Health", "fr": "Santé", "ar": "الصحة"}, 5),
    "leisure": ({"en": "Leisure", "fr": "Loisirs", "ar": "الترفيه"}, 5),
    "other": ({"en": "Other", "fr": "Autres", "ar": "أخرى"}, 5),
}


def starters(ceiling: int, language: str) -> dict[str, int]:
    """Titles with amounts out of what there is, in minor units."""
    return {titles.get(language, titles["en"]): ceiling * percent // 100 for titles, percent in STARTERS.values()}


def usual(spent: Sequence[int]) -> int:
    """What is usually spent, by the last periods: the lower median, and never below zero."""
    return max(0, median_low(spent)) if spent else 0
