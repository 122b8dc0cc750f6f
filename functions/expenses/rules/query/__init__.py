"""Plans over entries: which days, which budgets, which entries, what they add up to; all on plain data."""
