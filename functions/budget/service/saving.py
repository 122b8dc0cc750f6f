"""Goals: make, change, remove them; each milestone is told once on the way up."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Any

from functions.budget.models import Goal
from functions.budget.repository import goals as stored
from functions.budget.rules import goals as rules
from functions.budget.rules import summaries
from functions.budget.rules.standing import check_title
from functions.budget.service.standings import now_of
from functions.journal import service as journal
from functions.journal.models import Blocked, Change
from shared.context import Context
from shared.errors import InvalidInput, NotFound
from shared.events import ProfileChanged
from shared.gcp.firestore import Commit
from shared.gcp.idempotency import Kept
from shared.ids import derived_id, is_id

FIELDS = ("title", "target", "saved", "due")
_MOST = 50


@dataclass(frozen=True, slots=True)
class GoalStanding:
    """A goal today: what it needs each period (None without a date) and how far along it is, 0 to 1."""

    goal: Goal
    monthly_need: int | None
    progress: Fraction


@dataclass(frozen=True, slots=True)
class NewGoal:
    """A goal that is to be; amounts are minor units of the person's currency."""

    title: str
    target: int
    saved: int = 0
    due: date | None = None


@dataclass(frozen=True, slots=True)
class GoalChange:
    """What is to be otherwise; None leaves it. `drops_due` takes the date away."""

    title: str | None = None
    target: int | None = None
    saved: int | None = None
    due: date | None = None
    drops_due: bool = False


Answer = Callable[[GoalStanding], Kept]


def _stored(goal: Goal, names: tuple[str, ...] = FIELDS) -> dict[str, object]:
    values = {name: getattr(goal, name) for name in names}
    return {key: value.isoformat() if isinstance(value, date) else value for key, value in values.items()}


def _standing(goal: Goal, today: date, start_day: int) -> GoalStanding:
    need = rules.monthly_need(goal.target, goal.saved, goal.due, today, start_day)
    return GoalStanding(goal, need, rules.progress(goal.target, goal.saved))


def list_goals(context: Context) -> list[GoalStanding]:
    """Every goal, the newest first."""
    now = now_of(context)
    return [_standing(one, now.today, now.start_day) for one in stored.all_goals(context.uid)]


def get_goal(context: Context, goal_id: str) -> GoalStanding:
    """One goal. Raises NotFound."""
    now = now_of(context)
    return _standing(_read(context, goal_id).goal, now.today, now.start_day)


def _read(context: Context, goal_id: str) -> stored.ReadGoal:
    if not is_id(goal_id, "gol"):
        raise NotFound("There is no such goal.")
    return stored.ReadGoal(context.uid, goal_id)


def create_goal(context: Context, wanted_of: Callable[[str], NewGoal], answer: Answer | None = None) -> GoalStanding:
    """Make a goal; `wanted_of` reads the request in the person's currency. Raises InvalidInput."""
    return context.attempt(lambda: _create(context, wanted_of, answer))


def _create(context: Context, wanted_of: Callable[[str], NewGoal], answer: Answer | None) -> GoalStanding:
    now = now_of(context)
    currency = str(now.profile["currency"])
    wanted = wanted_of(currency)
    if wanted.due is not None and wanted.due < now.today:
        raise InvalidInput.of("date", "This day is over already.")
    if len(stored.all_goals(context.uid)) >= _MOST:
        context.recall()
        raise InvalidInput.of("title", f"There are {_MOST} goals already; that is the most.")
    goal = Goal(
        id=derived_id("gol", context.uid, context.work),
        title=check_title(wanted.title),
        target=wanted.target,
        saved=wanted.saved,
        currency=currency,
        due=wanted.due,
        created_at=context.now,
        updated_at=context.now,
        told=rules.reached(wanted.target, wanted.saved),
    )
    standing = _standing(goal, now.today, now.start_day)
    commit = context.commit()
    stored.add_goal(commit, context.uid, goal)
    change = Change("goal", goal.id, None, _stored(goal), None, goal.version, currency)
    journal.record(
        context, commit, "create_goal", summaries.made(now.speech, [(goal.title, goal.target, currency)]), [change]
    )
    _tell(context, commit, goal, 0)
    _emit(context, commit)
    context.finish(commit, None if answer is None else lambda: answer(standing))
    return standing


def change_goal(
    context: Context,
    goal_id: str,
    wanted_of: Callable[[Goal], GoalChange],
    expects: Callable[[Goal], None] | None = None,
    answer: Answer | None = None,
) -> GoalStanding:
    """Change a goal; `wanted_of` reads the request in the goal's currency. Raises NotFound, InvalidInput."""
    now = now_of(context)

    def attempt() -> GoalStanding:
        found = _read(context, goal_id)
        if expects:
            expects(found.goal)
        before, wanted = found.goal, wanted_of(found.goal)
        if wanted.due is not None and wanted.due < now.today:
            raise InvalidInput.of("date", "This day is over already.")
        after = replace(
            before,
            title=before.title if wanted.title is None else check_title(wanted.title),
            target=before.target if wanted.target is None else wanted.target,
            saved=before.saved if wanted.saved is None else wanted.saved,
            due=None if wanted.drops_due else wanted.due or before.due,
            updated_at=context.now,
            version=before.version + 1,
        )
        # At another target the way that was gone before it counts anew.
        known = before.told if after.target == before.target else rules.reached(after.target, before.saved)
        told = min(before.told, known)
        after = replace(after, told=max(told, rules.reached(after.target, after.saved)))
        standing = _standing(after, now.today, now.start_day)
        commit = context.commit()
        found.replace(commit, after)
        journal.record(context, commit, "update_goal", summaries.saved(now.speech, after), [_difference(before, after)])
        _tell(context, commit, after, told)
        _emit(context, commit)
        context.finish(commit, None if answer is None else lambda: answer(standing))
        return standing

    return context.attempt(attempt)


def _difference(before: Goal, after: Goal) -> Change:
    names = tuple(name for name in FIELDS if getattr(before, name) != getattr(after, name))
    versions = before.version, after.version
    return Change("goal", before.id, _stored(before, names), _stored(after, names), *versions, before.currency)


def remove_goal(
    context: Context,
    goal_id: str,
    expects: Callable[[Goal], None] | None = None,
    answer: Callable[[], Kept] | None = None,
) -> None:
    """Delete a goal. Raises NotFound."""
    language = now_of(context).speech

    def attempt() -> None:
        found = _read(context, goal_id)
        if expects:
            expects(found.goal)
        commit = context.commit()
        found.remove(commit)
        goal = found.goal
        change = Change("goal", goal.id, _stored(goal), None, goal.version, None, goal.currency)
        journal.record(context, commit, "delete_goal", summaries.goal_gone(language, goal.title), [change])
        _emit(context, commit)
        context.finish(commit, answer)

    context.attempt(attempt)


def _emit(context: Context, commit: Commit) -> None:
    """What goals need changes what there is to plan with."""
    changed = ProfileChanged(uid=context.uid, occurred_at=context.now, cause=context.cause, fields=("goals",))
    commit.emit(changed, context.now)


def _tell(context: Context, commit: Commit, goal: Goal, told: int) -> None:
    milestone = rules.passed(goal.target, told, goal.saved)
    if milestone is not None:
        from functions.notify import service as notify  # only goals tell by themselves: not at every start

        notify.tell_milestone(context, commit, goal.id, goal.title, milestone)


def apply_change(context: Context, commit: Commit, change: Change) -> Change:
    """Undo: put the former state of a goal into the commit. Raises Blocked when it was changed since."""
    if change.after is None:
        return _made_again(context, commit, change)
    try:
        found = stored.ReadGoal(context.uid, change.id)
    except NotFound:
        raise Blocked("goal", change.id, "it is gone") from None
    goal = found.goal
    if goal.version != change.version_after:
        raise Blocked("goal", change.id, "it was changed since")
    if change.before is None:
        found.remove(commit)
        return Change("goal", goal.id, _stored(goal), None, goal.version, None, goal.currency)
    after = replace(goal, **_fields(change.before), updated_at=context.now, version=goal.version + 1)
    found.replace(commit, after)
    return _difference(goal, after)


def _made_again(context: Context, commit: Commit, change: Change) -> Change:
    version = (change.version_before or 0) + 1
    goal = Goal(
        id=change.id,
        currency=change.currency or "",
        created_at=context.now,
        updated_at=context.now,
        version=version,
        **_fields(change.before or {}),
    )
    stored.add_goal(commit, context.uid, goal)
    return Change("goal", goal.id, None, _stored(goal), None, version, goal.currency)


def _fields(kept: Mapping[str, Any]) -> dict[str, Any]:
    """Stored fields as the model has them."""
    fields = dict(kept)
    if isinstance(fields.get("due"), str):
        fields["due"] = date.fromisoformat(fields["due"])
    return fields
