"""Pure rules of the ledger: what an entry adds to which total, and what must hold of one that a person writes."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import ROUND_HALF_EVEN, Decimal, localcontext

from functions.ledger.models import Entry, Split
from shared.errors import InvalidInput
from shared.money import MAX_MINOR, Money, exponent

NO_BUDGET = "none"
FILE_STAYS = timedelta(hours=23, minutes=55)
Sums = dict[str, dict[str, Counter[tuple[str, str]]]]


def weight(entry: Entry, minor: int) -> int:
    """What a share adds to spending: a refund takes away, an adjustment says its own direction."""
    return -minor if entry.kind == "refund" else minor


def with_its_file(back: Entry, deleted_at: datetime, now: datetime) -> Entry:
    """An entry that comes back: the file of a receipt that was not to be kept is swept a day after the deletion.

    Up to a few minutes before, for clocks differ; a file that is there all the same is swept then.
    """
    receipt = back.receipt
    if receipt is None or receipt.keep or not receipt.stored or now - deleted_at < FILE_STAYS:
        return back
    return replace(back, receipt=replace(receipt, stored=False))


def counts(entry: Entry) -> bool:
    """Whether the entry is in the totals."""
    return entry.status == "posted" and entry.minor is not None


def converted(minor: int, currency: str, rate: Decimal, into: str) -> int:
    """An amount at a rate, in minor units of `into`: exact, then rounded once, half to even."""
    with localcontext() as exact:
        exact.prec = 100  # 13 digits of an amount and 24 of a rate: nothing is lost before the rounding
        worth = Decimal(minor).scaleb(exponent(into) - exponent(currency)) * rate
        return int(worth.to_integral_value(ROUND_HALF_EVEN))


def counted(entry: Entry) -> tuple[str, tuple[Split, ...]]:
    """The currency that the entry counts in and what each budget bears in it.

    With an exchange that is the converted amount, shared out in proportion so that the parts add up to it.
    """
    exchange, shares = entry.exchange, entry.shares
    if exchange is None or entry.minor is None:
        return entry.currency, shares
    whole = converted(entry.minor, entry.currency, Decimal(exchange.rate), exchange.currency)
    parts = Money(whole, exchange.currency).allocate([abs(share.minor) for share in shares])
    moved = (Split(one.budget_id, part.minor, one.category_name) for one, part in zip(shares, parts, strict=True))
    return exchange.currency, tuple(moved)


def fold(entries: Iterable[Entry]) -> Sums:
    """What the entries add up to, by period: `totals` by (currency, budget or `none`), `income` by (currency, "")."""
    sums: Sums = {}
    for entry in entries:
        if counts(entry):
            _add(sums, entry, 1)
    return sums


def moved(before: Entry | None, after: Entry | None) -> Sums:
    """By how much each total moves when an entry changes; None stands for one that is not there."""
    sums: Sums = {}
    for entry, sign in ((before, -1), (after, 1)):
        if entry is not None and counts(entry):
            _add(sums, entry, sign)
    return sums


def merge(sums: Sums, more: Sums, sign: int = 1) -> Sums:
    """Add (or with `sign` -1 take away) further sums, in place; gives the first."""
    for start, period in more.items():
        into = sums.setdefault(start, {"totals": Counter(), "income": Counter()})
        for name, cells in period.items():
            for cell, minor in cells.items():
                into[name][cell] += sign * minor
    return sums


def differing(expected: Sums, kept: Sums) -> dict[str, dict[str, int]]:
    """What the kept sums lack, by period and place (`totals.DZD.none`, `income.EUR`); nothing where they are right."""
    lacking = merge(merge({}, expected), kept, -1)
    found: dict[str, dict[str, int]] = {}
    for start, period in lacking.items():
        for name, cells in period.items():
            for (currency, budget_id), minor in cells.items():
                if minor:
                    place = f"{name}.{currency}.{budget_id}".rstrip(".")
                    found.setdefault(start, {})[place] = minor
    return found


def _add(sums: Sums, entry: Entry, sign: int) -> None:
    period = sums.setdefault(entry.period_start, {"totals": Counter(), "income": Counter()})
    currency, shares = counted(entry)
    for share in shares:
        if entry.kind == "income":
            period["income"][currency, ""] += sign * share.minor
        else:
            period["totals"][currency, share.budget_id or NO_BUDGET] += sign * weight(entry, share.minor)


def check_amounts(entry: Entry, path: str = "") -> None:
    """What must hold of the amounts that a person writes. Raises InvalidInput with the field, `path` before it.

    The kind gives the direction, so that only an adjustment may be below zero; splits add up exactly.
    """
    if entry.minor is None:
        return
    if entry.minor == 0 or (entry.minor < 0 and entry.kind != "adjustment"):
        detail = "An amount is above zero; the kind says its direction."
        raise InvalidInput.of(f"{path}amount", detail, "invalid_amount")
    if entry.splits and sum(split.minor for split in entry.splits) != entry.minor:
        raise InvalidInput.of(f"{path}splits", "The splits do not add up to the amount.")
    if any(split.minor * entry.minor <= 0 for split in entry.splits):
        raise InvalidInput.of(f"{path}splits", "Each split has the direction of the amount.")
    if entry.exchange and entry.exchange.currency == entry.currency:
        raise InvalidInput.of(f"{path}exchange.currency", "An exchange is into another currency than the amount's.")
    if sum(abs(share.minor) for share in counted(entry)[1]) > MAX_MINOR:
        detail = "The exchanged amount is out of range."
        raise InvalidInput.of(f"{path}exchange.rate", detail, "invalid_amount")
