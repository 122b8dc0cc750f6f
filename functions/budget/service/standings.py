"""How budgets stand: in a period, one by one, all together, and over time."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial

from functions.budget.models import Budget, Closed, PastPeriod, Standing, Summary
from functions.budget.repository import budgets as stored
from functions.budget.repository import periods
from functions.budget.rules import prose
from functions.budget.rules import standing as rules
from functions.budget.rules.carry import Past, carried
from functions.budget.service.showing import described
from functions.ledger import service as ledger
from functions.ledger.models import Totals
from functions.users import service as users
from functions.users.models import Profile, User
from shared.config import config
from shared.context import Context
from shared.ids import is_id
from shared.language import ENGLISH, Language, language_of
from shared.money import Money
from shared.period import Period, next_period, period_of, previous_period, today_in

# How far back what rolls over is followed. Older periods were closed by then.
MOST_PERIODS = 24


@dataclass(frozen=True, slots=True)
class Now:
    """The person's settings that budgets depend on, and their current day and period."""

    profile: Profile
    thresholds: Sequence[int]
    today: date
    period: Period
    speech: Language = field(default_factory=partial(Language, ENGLISH))

    @property
    def language(self) -> str:
        """The code of the person's language, such as `fr`."""
        return self.speech.code

    @property
    def start_day(self) -> int:
        return int(self.profile["period_start_day"])


def now_of(context: Context) -> Now:
    """What holds for the person now. One read."""
    return _now(context, users.get_user(context.uid))


def now_with(context: Context, budget_id: str) -> tuple[Now, stored.ReadBudget, Totals]:
    """What holds for the person now, one budget, deleted or not, and the sums of the period, in one round trip.

    Which period it is stands in the profile. So the sums of the one that most people are in are asked for along with
    it, and only others wait for a second round trip. Raises NotFound.
    """
    ref = stored.reference(context.uid, budget_id_of(budget_id))
    usual = period_of(today_in(context.now, config().default_time_zone)).key
    person, (found, sums) = users.get_user_with(context.uid, ref, ledger.totals_reference(context.uid, usual))
    now = _now(context, person)
    read = stored.ReadBudget(context.uid, ref.id, found)
    totals = ledger.totals_in(sums) if now.period.key == usual else ledger.totals(context.uid, now.period.key)
    return now, read, totals


def _now(context: Context, person: User) -> Now:
    today = today_in(context.now, person.profile["time_zone"])
    period = period_of(today, person.profile["period_start_day"])
    speech = language_of(person.profile["personal_info"].get("language"), context.language)
    return Now(person.profile, person.thresholds, today, period, speech)


def overspending(standing: Standing, language: Language) -> str | None:
    """The sentence about a budget that is over; None when it is not."""
    budget = standing.budget
    if standing.health != "over":
        return None
    limit, spent = Money(budget.limit, budget.currency), Money(standing.spent, budget.currency)
    return prose.overspending(budget.title, limit, spent, language)


def standing_of(budget: Budget, period: Period, spent: int, thresholds: Sequence[int] = rules.THRESHOLDS) -> Standing:
    """A budget in a period in which this was spent."""
    return Standing(budget, period, spent, rules.health(spent, budget.limit, thresholds))


def standings_in(
    uid: str, period: Period, thresholds: Sequence[int] = rules.THRESHOLDS, start_day: int | None = None
) -> list[Standing]:
    """Every budget as it stands in a period, the newest first. B + 1 reads.

    With `start_day` the period is the current one, and budgets that were not rolled into it yet are shown as they
    will be: one more read for each period since.
    """
    found = stored.all_budgets(uid)
    if start_day is not None:
        found = rolled(uid, found, period, start_day)
    return stand(found, period, ledger.totals(uid, period.key), thresholds)


def deleted_budgets(uid: str) -> frozenset[str]:
    """Identifiers of the budgets that are deleted: their entries show no category. One read."""
    return stored.deleted_ids(uid)


def all_budgets(uid: str) -> list[Budget]:
    """Every budget, the newest first. B reads."""
    return stored.all_budgets(uid)


def stand(budgets: Iterable[Budget], period: Period, totals: Totals, thresholds: Sequence[int]) -> list[Standing]:
    """Budgets against the sums of a period."""
    spent = totals.spent
    return [standing_of(one, period, spent.get((one.currency, one.id), 0), thresholds) for one in budgets]


def rolled(uid: str, budgets: Sequence[Budget], period: Period, start_day: int) -> list[Budget]:
    """The budgets with what they carry into the current period, also where the schedule has not come by yet."""
    late = [one for one in budgets if one.rollover and one.period_start and one.period_start < period.key]
    spent = {
        past.key: ledger.totals(uid, past.key).spent
        for past in passed(min((one.period_start or period.key for one in late), default=period.key), period, start_day)
    }
    return [roll(one, period, start_day, spent) for one in budgets]


def passed(start: str, period: Period, start_day: int) -> list[Period]:
    """The periods from the one that starts at `start` up to, not with, this one; the newest MOST_PERIODS of them."""
    found: list[Period] = []
    one = previous_period(period, start_day)
    while one.key >= start and len(found) < MOST_PERIODS:
        found.append(one)
        one = previous_period(one, start_day)
    return found[::-1]


def roll(
    budget: Budget, period: Period, start_day: int, spent: Mapping[str, Mapping[tuple[str, str | None], int]]
) -> Budget:
    """The budget in the current period; `spent` has the sums of the periods since it was rolled last."""
    if budget.period_start is None or budget.period_start == period.key:
        return budget
    if budget.period_start > period.key:  # the person's periods begin on another day now
        return replace(budget, period_start=period.key)
    if not budget.rollover:
        return replace(budget, carried_over=0, period_start=period.key)
    since = passed(budget.period_start, period, start_day)
    key = budget.currency, budget.id
    past = [Past(budget.minor, spent.get(one.key, {}).get(key, 0), rollover=True) for one in since]
    return replace(budget, carried_over=carried(past, budget.carried_over)[-1], period_start=period.key)


def list_standings(context: Context, day: date | None = None) -> list[Standing]:
    """Every budget as it stands in the period of `day`, by default of today; the newest first.

    A past period shows the budgets that existed then or that have spending in it, with the amounts of that time.
    """
    now = now_of(context)
    period = period_of(day or now.today, now.start_day)
    return _standings(context.uid, now, period, ledger.totals(context.uid, period.key))


def _standings(uid: str, now: Now, period: Period, totals: Totals) -> list[Standing]:
    if period == now.period:
        return stand(rolled(uid, stored.all_budgets(uid), period, now.start_day), period, totals, now.thresholds)
    if period.start > now.today:
        budgets = [replace(one, carried_over=0) for one in stored.all_budgets(uid)]
        return stand(budgets, period, totals, now.thresholds)
    then = periods.closed(uid, period.key)
    budgets = [_at_the_time(one, then.get(one.id)) for one in stored.all_budgets(uid, with_deleted=True)]
    found = stand(budgets, period, totals, now.thresholds)
    return [one for one in found if one.spent or one.budget.id in then or _existed(one.budget, period)]


def _existed(budget: Budget, period: Period) -> bool:
    return budget.deleted_at is None and budget.created_at.date() <= period.end


def _at_the_time(budget: Budget, closed: Closed | None) -> Budget:
    if closed is None:
        return replace(budget, carried_over=0)
    return replace(budget, minor=closed.minor, carried_over=closed.carried_over, rollover=closed.rollover)


def budget_id_of(text: str) -> str:
    """The identifier, or one that no budget has."""
    return text if is_id(text, "bud") else "-"


def get_standing(context: Context, budget_id: str) -> Standing:
    """One budget as it stands today. Raises NotFound."""
    return _standing_now(context, budget_id)[0]


def _standing_now(context: Context, budget_id: str) -> tuple[Standing, Now]:
    now, read, totals = now_with(context, budget_id)
    budget = read.live()
    (current,) = rolled(context.uid, [budget], now.period, now.start_day)
    return described(stand([current], now.period, totals, now.thresholds)[0], now.speech), now


def summarize(context: Context, day: date | None = None) -> Summary:
    """A period in the profile's currency; what is spent in budgets of other currencies stands apart."""
    now = now_of(context)
    period = period_of(day or now.today, now.start_day)
    totals = ledger.totals(context.uid, period.key)
    standings = _standings(context.uid, now, period, totals)
    currency = now.profile["currency"]
    mine = tuple(one for one in standings if one.budget.currency == currency)
    planned = sum(one.budget.limit for one in mine)
    spent = sum(minor for (code, _), minor in totals.spent.items() if code == currency)
    others: dict[str, int] = {}
    for (code, _), minor in totals.spent.items():
        if code != currency and minor:
            others[code] = others.get(code, 0) + minor
    income = now.profile["monthly_income"]
    return Summary(
        period=period,
        currency=currency,
        planned=planned,
        spent=spent,
        left=planned - spent,
        left_per_day=rules.per_day(planned - spent, period, now.today),
        income=income,
        income_received=totals.income.get(currency, 0),
        unallocated=None if income is None else income - sum(one.budget.minor for one in mine),
        budgets=tuple(standings),
        other_currencies=others,
    )


def history(
    context: Context, budget_id: str, before: date | None, limit: int
) -> tuple[Standing, list[PastPeriod], bool]:
    """A budget today and period by period, the current one first, and whether more follow. Raises NotFound."""
    standing, now = _standing_now(context, budget_id)
    budget, start_day = standing.budget, now.start_day
    first = period_of(budget.created_at.date(), start_day)
    period = standing.period if before is None else previous_period(Period(before, before), start_day)
    rows: list[PastPeriod] = []
    while period.start >= first.start and len(rows) < limit:
        rows.append(_row(context.uid, budget, period, is_current=period == standing.period))
        period = previous_period(period, start_day)
    return standing, rows, period.start >= first.start


def _row(uid: str, budget: Budget, period: Period, *, is_current: bool) -> PastPeriod:
    shown = budget if is_current else _at_the_time(budget, periods.closed(uid, period.key).get(budget.id))
    spent = ledger.totals(uid, period.key).spent.get((budget.currency, budget.id), 0)
    return PastPeriod(period, shown.minor, spent, shown.carried_over)


__all__ = ["MOST_PERIODS", "Now", "get_standing", "history", "list_standings", "next_period", "now_of", "standings_in"]
