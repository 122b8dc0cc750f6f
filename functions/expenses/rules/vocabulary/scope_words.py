"""Adjectives that ask for the current week, period or year."""

from functions.expenses.models.query import Named

EVERY: dict[Named, str] = {
    "this_period": "monthly,mensuel,mensuelle,شهري,شهريا",
    "this_week": "weekly,hebdomadaire,hebdo,أسبوعي,اسبوعي",
    "this_year": "yearly,annual,annuel,annuelle,سنوي",
    "today": "daily,quotidien,quotidienne,يومي",
}
