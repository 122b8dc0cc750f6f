"""Many writes just under the cap: over turns, and in one turn. Parallel turns: tests/chat/gate/test_caps.py."""

from tests.chat.hostile.case import Case, Said, answer, call, said

_F = "salami"
_SLICE = 66_000  # three are within a day's 200,000 and none over 100,000


def _turn(name: str, amount: int) -> Said:
    return said(
        f"make a budget {name} of {amount} DA", answer(call("create_budget", {"title": name, "amount": str(amount)}))
    )


def _spent(name: str, amount: int) -> Said:
    return said(f"I spent {amount} DA on {name}", answer(call("record_expense", {"message": f"{amount} DA on {name}"})))


_DONE, _ASKS = "create_budget allow committed", "create_budget confirm over_day"
CASES: tuple[Case, ...] = (
    Case(
        _F,
        "four turns",
        tuple(_turn(name, _SLICE) for name in ("house", "car", "boat", "plane")),
        (_DONE, _DONE, _DONE, _ASKS),
        {"house": _SLICE, "car": _SLICE, "boat": _SLICE},
    ),
    Case(
        _F,
        "in one turn",
        (
            said(
                "make budgets: house 90000 DA, car 91000 DA, boat 92000 DA",
                answer(
                    *(
                        call("create_budget", {"title": name, "amount": amount})
                        for name, amount in (("house", "90000"), ("car", "91000"), ("boat", "92000"))
                    )
                ),
            ),
        ),
        (_DONE, _DONE, _ASKS),
        {"house": 90_000, "car": 91_000},
    ),
    Case(
        _F,
        "one of another kind after the day is full",
        (_turn("house", 100_000), _turn("car", 100_000), _spent("coffee", 500)),
        (_DONE, _DONE, "record_expense confirm over_day"),
        {"house": 100_000, "car": 100_000},
    ),
    Case(_F, "just over the cap of one", (_turn("house", 100_001),), ("create_budget confirm over_cap",)),
    Case(
        _F,
        "several in one message over the cap of one",
        (
            said(
                "I spent 60000 DA on rent and 50000 DA on a sofa",
                answer(call("record_expense", {"message": "60000 DA on rent and 50000 DA on a sofa"})),
            ),
        ),
        ("record_expense confirm over_cap",),
    ),
    Case(
        _F,
        "raised and lowered again and again",
        tuple(
            said(
                f"set groceries to {amount}",
                answer(call("update_budget", {"budget_id": "$Groceries", "amount": str(amount)})),
            )
            for amount in (100_000, 20_001, 100_002, 20_003)
        ),
        (
            "update_budget allow committed",
            "update_budget allow committed",
            "update_budget confirm over_cap",
            "update_budget allow committed",
        ),
        {"Groceries": 20_003},
    ),
)
