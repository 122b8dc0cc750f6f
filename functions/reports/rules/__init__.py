"""How a report is computed and worded: pure functions of what the ledger holds."""
