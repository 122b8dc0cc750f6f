"""Advice in words by fixed templates."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from functions.advisor.models import Overview, Verdict
from functions.advisor.rules.prose_words import SENTENCES
from functions.advisor.rules.verdict import best
from shared.ai.plain import named
from shared.language import Language
from shared.money import Money


class Writer:
    """Writes advice in one language, about amounts of one currency."""

    def __init__(self, language: Language, currency: str) -> None:
        self._language = language
        self._currency = currency
        self._say = language.choose(SENTENCES)

    def without_price(self, *, foreign: bool, several: bool) -> str:
        """There is nothing to compute with."""
        words = self._fill("foreign", currency=self._currency) if foreign else self._say["no_price"]
        parts = [self._say["general"], words]
        return "\n\n".join([*parts, self._say["two"]] if several and not foreign else parts)

    def judged(self, verdicts: Sequence[Verdict], *, foreign: bool = False) -> str:
        """What was decided, why, and what it leaves behind; of several, the best one first and then all.

        `foreign`: there were prices in another currency beside these.
        """
        chosen = best(verdicts)
        left_out = [self._fill("foreign_too", currency=self._currency)] if foreign else []
        if len(verdicts) == 1:
            return "\n\n".join([self._say[chosen.decision], *self._reasons(chosen), *left_out])
        head = self._fill("compared", decision=self._decision(chosen), name=self._name(chosen))
        rows = [
            self._fill("row", name=self._name(one), price=self._money(one.purchase.minor), decision=self._decision(one))
            for one in verdicts
        ]
        return "\n\n".join([head, *self._reasons(chosen), "\n".join(rows), *left_out])

    def general(self, found: Overview) -> str:
        """What stands out now."""
        return "\n\n".join([self._say["general"], "\n".join(self._points(found))])

    def _reasons(self, one: Verdict) -> Iterator[str]:
        about = {"name": self._name(one), "price": self._money(one.purchase.minor)}
        title = named(one.purchase.category.title) if one.purchase.category else ""
        low = {"low": self._money(one.low.amount), "low_date": one.low.date} if one.low else {"low": "", "low_date": ""}
        days = "" if one.goal_delay_days is None else self._language.number(one.goal_delay_days)
        yield self._fill(one.rule, **about, **low, title=title, days=days)
        if one.low and one.rule != "balance_below_zero":
            yield self._fill("low", **low)
        if one.category_after is not None and one.category_after >= 0:
            yield self._fill("left", title=title, left=self._money(one.category_after))
        if one.months:
            yield self._fill("months", months=self._tenths(one.months))
        if one.rule in {"balance_below_zero", "category_exceeded"} and one.affordable_from:
            yield self._fill("from", date=one.affordable_from)

    def _points(self, found: Overview) -> Iterator[str]:
        for one in found.tight:
            name = "over" if one.spent > one.limit else "near"
            yield self._fill(name, title=named(one.title), spent=self._money(one.spent), limit=self._money(one.limit))
        if found.low and found.low.amount < 0:
            yield self._fill("short", low=self._money(found.low.amount), low_date=found.low.date)
        if found.left < 0:
            yield self._say["overdrawn"]
        elif found.left_per_day is not None and found.left:
            yield self._fill("per_day", left=self._money(found.left), per_day=self._money(found.left_per_day))
        if found.payments:
            yield self._fill("repeating", repeating=self._money(found.repeating))
        if not found.tight and not (found.low and found.low.amount < 0) and found.left >= 0:
            yield self._say["calm"]

    def _decision(self, one: Verdict) -> str:
        return self._say[one.decision].removeprefix("# ")

    def _name(self, one: Verdict) -> str:
        return named(one.purchase.name) or self._say["it"]

    def _money(self, minor: int) -> str:
        return self._language.money(Money(minor, self._currency))

    def _tenths(self, tenths: int) -> str:
        whole = Decimal(tenths) / 10
        return self._language.number(tenths // 10) if tenths % 10 == 0 else format(whole, "f")

    def _fill(self, sentence: str, /, **values: object) -> str:
        return self._language.fill(self._say[sentence], **values)
