"""Snapshots as a report would gather them: 8 to 20 facts that fit one another."""

from calendar import monthrange
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from shared.ai.facts import Fact, Snapshot
from shared.money import exponent
from tests.shared.ai.facts.generator import phrases_ar, phrases_en, phrases_fr

PHRASES = {"en": phrases_en, "fr": phrases_fr, "ar": phrases_ar}
# Currency and about how much a month costs in it, in whole units.
_CURRENCIES = [
    ("DZD", 90_000),
    ("DZD", 90_000),
    ("DZD", 60_000),
    ("EUR", 1_800),
    ("USD", 2_500),
    ("MAD", 9_000),
    ("TND", 2_200),
    ("JPY", 240_000),
]


class Told:
    """A snapshot with the role of each fact: `roles["amount:groceries"]`, `roles["spent"]`."""

    def __init__(self, random: Random, language: str) -> None:
        self.language, self.random = language, random
        self.words = PHRASES[language]
        self.currency, size = random.choice(_CURRENCIES)
        self.roles: dict[str, Fact] = {}
        self.spent = self._minor(size)
        self.categories = random.sample(self.words.CATEGORIES, random.randint(2, 4))
        self._money()
        self._dates()
        self._counts()
        self._forget_some()
        self.snapshot = Snapshot(tuple(self.roles.values()))

    def _minor(self, size: int) -> int:
        minor: int = int(size * self.random.lognormvariate(0, 0.5)) * 10 ** exponent(self.currency)
        if self.random.random() < 0.7:
            minor += self.random.randrange(10 ** exponent(self.currency))
        return max(minor, 25)

    def _put(
        self, role: str, value: int | Decimal | date, unit: str, currency: str | None = None, cat: str = ""
    ) -> None:
        label = self.words.LABELS[role].format(cat=cat)
        name = f"{role}:{cat}" if cat else role
        self.roles[name] = Fact(name, label, value, unit, currency, how="generated")  # type: ignore[arg-type]

    def _amount(self, role: str, minor: int, cat: str = "") -> None:
        self._put(role, minor, "currency", self.currency, cat)

    def _money(self) -> None:
        random = self.random
        self._amount("spent", self.spent)
        limit = self._minor(max(1, self.spent // 10 ** exponent(self.currency)))
        limit = round(limit, -exponent(self.currency) - 1) or self.spent
        self._amount("limit", limit)
        if limit != self.spent:
            self._amount("left", limit - self.spent)
        parts = [random.uniform(0.3, 2) for _ in range(len(self.categories) + 1)]
        for cat, part in zip(self.categories, parts, strict=False):
            amount = int(self.spent * part / sum(parts))
            self._amount("amount", amount, cat)
            self._put("share", round(Decimal(100) * amount / self.spent, 1), "percent", cat=cat)
            if random.random() < 0.6:
                trend = Decimal(random.choice([-1, 1]) * random.randint(11, 480)) / 10
                self._put("trend", trend, "percent", cat=cat)
        self._amount("change", random.choice([-1, 1]) * max(12, int(self.spent * random.uniform(0.01, 0.3))))
        self._amount("biggest", max(7, int(self.spent * random.uniform(0.05, 0.3))))
        self._put("goal", Decimal(random.randint(20, 980)) / 10, "percent")
        other = random.choice([code for code in ("EUR", "USD", "DZD", "GBP") if code != self.currency])
        self._put("refund", random.randint(500, 90_000), "currency", other)

    def _dates(self) -> None:
        year, month = self.random.randint(2025, 2027), self.random.randint(1, 12)
        start = date(year, month, 1)
        self._put("start", start, "date")
        self._put("end", date(year, month, monthrange(year, month)[1]), "date")
        self._put("before", (start - timedelta(days=1)).replace(day=1), "date")
        self._put("biggest_day", start + timedelta(days=self.random.randint(0, 27)), "date")

    def _counts(self) -> None:
        random = self.random
        self._put("purchases", random.randint(5, 99), "count")
        self._put("visits", random.randint(3, 20), "count")
        self._put("days_left", random.randint(3, 29), "days")
        self._put("cover", Decimal(random.randint(15, 99)) / 10, "count")
        self._amount("average", max(3, self.spent // 30))

    def _forget_some(self) -> None:
        """Leave 8 to 20 facts; the dates of the period go together."""
        random = self.random
        optional = [role for role in self.roles if role not in {"spent", "start", "end"}]
        random.shuffle(optional)
        for role in optional[random.randint(6, 17) :]:
            del self.roles[role]
        if "biggest" not in self.roles or "biggest_day" not in self.roles:
            self.roles.pop("biggest_day", None)
