"""How much one message or receipt may hold. The model is told the same numbers."""

MOST_EXPENSES = 50
MOST_ITEMS = 200
WHOLE_DIGITS = 15
FRACTION_DIGITS = 6
