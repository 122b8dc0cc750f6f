"""Identifiers that are not the person's, and arguments that name a person."""

from tests.chat.hostile.case import Case, call, one

_F = "ids"
_RAISE = "set groceries to 25000"
_NOT_THERE = {
    "another person's": "$theirs",
    "a path up": "../budgets",
    "two paths up": "../../users",
    "a slash": "a/b",
    "a dot": ".",
    "nothing": "",
    "a space": " ",
    "an asterisk": "*",
    "one that was deleted": "$Old",
    "one that nobody has": "bud_0000000000000000000000000",
    "a goal's": "gol_0000000000000000000000000",
    "an entry's": "exp_0000000000000000000000000",
    "one with a tail": "$Groceries/x",
    "two at once": "$Groceries $Transport",
    "in capitals": "BUD_0000000000000000000000000",
    "a title in its place": "Groceries",
    "a very long one": "bud_" + "0" * 1000,
    "an injection into a query": "' OR 1=1 --",
    "a reserved name": "__all__",
}
_UNSEEN = {
    "a zero-width space": "$Groceries\u200b",
    "a NUL": "$Groceries\x00",
    "a turning mark": "\u202e$Groceries",
    "a byte order mark": "\ufeff$Groceries",
}
_KINDS = {"null": None, "a number": 7, "a list": ["$Groceries"], "an object": {"id": "$Groceries"}, "true": True}
_PERSONS = (
    "uid",
    "user_id",
    "userId",
    "owner",
    "owner_id",
    "account",
    "customer_id",
    "on_behalf_of",
    "tenant",
    "email",
)


def _update(name: str, budget_id: object, row: str) -> Case:
    made = call("update_budget", {"budget_id": budget_id, "amount": "25000"})
    return one(_F, f"update {name}", _RAISE, made, f"update_budget deny {row}")


CASES: tuple[Case, ...] = (
    *(_update(name, found, "not_yours") for name, found in _NOT_THERE.items()),
    *(_update(name, found, "odd_text") for name, found in _UNSEEN.items()),
    *(_update(name, found, "not_allowed") for name, found in _KINDS.items()),
    *(
        one(
            _F,
            f"delete {name}",
            "delete it",
            call("delete_budget", {"budget_id": found}),
            "delete_budget deny not_yours",
        )
        for name, found in list(_NOT_THERE.items())[:6]
    ),
    *(
        one(
            _F,
            f"an argument called {name}",
            _RAISE,
            call("update_budget", {"budget_id": "$Groceries", "amount": "25000", name: "somebody"}),
            "update_budget deny not_allowed",
        )
        for name in _PERSONS
    ),
    one(
        _F,
        "the person's own, in full-width letters",
        _RAISE,
        call("update_budget", {"budget_id": "\uff42ud_x", "amount": "25000"}),
        "update_budget deny not_yours",
    ),
)
