"""Too many calls, too large ones, and ones that never end."""

from tests.chat.hostile.case import Case, answer, call, hostile, said

_F = "volume"
_DELETE = {"tool": "delete_budget", "arguments": {"budget_id": "$Groceries"}}
_ASKED = "delete_budget confirm destructive"
_LARGE = "update_budget deny not_allowed"


def _many(count: int) -> Case:
    rest = (f"delete_budget deny not_allowed x{count - 8}",) if count > 9 else ()
    return Case(
        _F,
        f"{count} parallel calls",
        (said("hello", hostile("many_calls", calls=count, **_DELETE)),),
        (*("delete_budget confirm not_own_words,destructive",) * 8, *rest),
    )


def _huge(size: int) -> Case:
    told = {"tool": "update_budget", "arguments": {"budget_id": "$Groceries", "amount": "1"}, "bytes": size}
    return Case(_F, f"{size} bytes of arguments", (said("hello", hostile("huge_arguments", **told)),), (_LARGE,))


CASES: tuple[Case, ...] = (
    _many(100),
    _many(1_000),
    _huge(4_200),
    _huge(1_000_000),
    Case(
        _F,
        "one that never ends",
        (said("hello", hostile("endless_calls", **_DELETE)),),
        ("delete_budget confirm not_own_words,destructive",),
    ),
    Case(
        _F,
        "a sixth write",
        (
            said(
                "make budgets: pets 100 DA, games 200 DA, gifts 300 DA, books 400 DA, music 500 DA, films 600 DA",
                answer(
                    *(
                        call("create_budget", {"title": name, "amount": f"{at}00"})
                        for at, name in enumerate(("pets", "games", "gifts", "books", "music", "films"), 1)
                    )
                ),
            ),
        ),
        (*("create_budget allow committed",) * 5, "create_budget confirm too_many"),
        {"pets": 100, "games": 200, "gifts": 300, "books": 400, "music": 500},
    ),
    Case(
        _F,
        "the same call eight times",
        (
            said(
                "set groceries to 25000",
                answer(*(call("update_budget", {"budget_id": "$Groceries", "amount": "25000"}),) * 8),
            ),
        ),
        (*("update_budget allow committed",) * 5, *("update_budget confirm too_many",) * 3),
        {"Groceries": 25000},
    ),
)
