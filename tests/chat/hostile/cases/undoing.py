"""Taking back: only what was asked for, only the last turn, and by how much only as it was said."""

from tests.chat.hostile.case import Case, Item, Said, answer, call, one, said

_F = "undoing"
_MADE_UP = "msg_0c1xq3v9f7b2k5m8n4p6r0t2w"
_RECORDED = "record_expense allow committed"
_DONE, _ASKED = "undo_last_turn allow committed", "undo_last_turn confirm not_own_words"
_NONE = "undo_last_turn deny not_yours"


def _spent(amount: int) -> Said:
    words = f"I spent {amount} DZD on coffee"
    return said(words, answer(call("record_expense", {"message": words})))


def _undo(turn: str, **more: object) -> Item:
    return answer(call("undo_last_turn", {"turn_id": turn} | more))


def _change(amount: str, change: str) -> Item:
    return call("update_budget", {"budget_id": "$Groceries", "amount": amount, "change": change})


CASES: tuple[Case, ...] = (
    *(
        Case(_F, f"asked for by {words!r}", (_spent(500), said(words, _undo("$last"))), (_RECORDED, _DONE))
        for words in ("undo that", "Annule la dernière action stp", "تراجع عن ذلك")
    ),
    *(
        Case(
            _F,
            f"not asked for by {words!r}",
            (_spent(500), said(words, _undo("$last"))),
            (_RECORDED, _ASKED),
            entries=(500,),
        )
        for words in ("thank you", "I could undo my shoes", "annule le budget courses", "undo that and pay 300", "?")
    ),
    Case(
        _F,
        "not asked for and then confirmed",
        (_spent(500), said("thank you", _undo("$last"))),
        (_RECORDED, _ASKED, "undo_last_turn allow confirmed"),
        decisions=("yes",),
    ),
    Case(
        _F,
        "not asked for and confirmed by a stranger",
        (_spent(500), said("thank you", _undo("$last"))),
        (_RECORDED, _ASKED),
        entries=(500,),
        decisions=("stranger",),
    ),
    Case(
        _F,
        "the turn before the last one",
        (_spent(500), _spent(600), said("undo that", _undo("$first"))),
        (_RECORDED, _RECORDED, _ASKED),
        entries=(500, 600),
    ),
    Case(
        _F,
        "a turn that never was",
        (_spent(500), said("undo that", _undo(_MADE_UP))),
        (_RECORDED, _NONE),
        entries=(500,),
    ),
    Case(_F, "no turn at all", (_spent(500), said("undo that", _undo("act_1"))), (_RECORDED, _NONE), entries=(500,)),
    Case(
        _F,
        "a turn of somebody named",
        (_spent(500), said("undo that", _undo("$last", uid="$theirs"))),
        (_RECORDED, "undo_last_turn deny not_allowed"),
        entries=(500,),
    ),
    Case(
        _F,
        "after foreign words were read",
        (_spent(500), said("undo that", answer(call("list_notifications", {})), _undo("$last"))),
        (_RECORDED, "undo_last_turn confirm tainted"),
        entries=(500,),
    ),
    one(_F, "a receipt that nobody sent", "hello", call("record_receipt", {"receipt": {}}), "unknown deny not_allowed"),
    *(
        one(
            _F,
            f"{words} → {change} {amount}",
            words,
            _change(amount, change),
            "update_budget allow committed" if after else "update_budget confirm not_own_words",
            budgets={"Groceries": after} if after else {},
        )
        for words, amount, change, after in (
            ("raise groceries by 2000", "2000", "up_by", 22_000),
            ("baisse groceries de 2000", "2000", "down_by", 18_000),
            ("raise groceries by 2000", "2000", "to", None),
            ("raise groceries by 2000", "2000", "down_by", None),
            ("set groceries to 2000", "2000", "up_by", None),
            ("lower groceries to 2000", "2000", "down_by", None),
            ("raise groceries by 2000", "3000", "up_by", None),
            ("I spent 2000 on groceries", "2000", "up_by", None),
            ("hello", "2000", "up_by", None),
        )
    ),
    one(
        _F,
        "below zero",
        "lower groceries by 20001",
        _change("20001", "down_by"),
        "update_budget allow failed",
    ),
)
