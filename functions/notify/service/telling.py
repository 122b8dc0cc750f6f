"""The one place where notifications are made, whoever tells: a worker of ours, a goal, or an agent."""

from dataclasses import dataclass, field

from functions.notify import repository, rules
from functions.notify.models import About, Notification, Text, Told
from functions.users import service as users
from functions.users.models import User
from shared import logs
from shared.context import Context
from shared.errors import Conflict, TooMany
from shared.events import BudgetsRebalanced, NotificationCreated, ThresholdCrossed
from shared.gcp.firestore import Commit, Contended
from shared.ids import derived_id
from shared.language import Language, language_of
from shared.money import Money
from shared.period import today_in


@dataclass(frozen=True, slots=True)
class _Wish:
    """What is to be told, under the identifier `name`. `source` is who tells: caps count by it."""

    source: str
    name: str
    text: Text
    about: About = field(default_factory=About)


def notify_threshold(context: Context, event: ThresholdCrossed) -> None:
    """Tell of one crossing once: its identifier follows from budget, period, threshold and arming."""
    parts = (event.budget_id, event.period_start, str(event.threshold), str(event.arming))
    spent, limit = Money(event.spent, event.currency), Money(event.limit, event.currency)
    about = About(event.budget_id, event.expense_id, f"/budget/{event.budget_id}")
    person = users.get_user(context.uid)
    text = rules.crossing(_language(context, person), event.title, spent, limit, over=event.over)
    _tell(context, person, _Wish("thresholds", derived_id("ntf", context.uid, *parts), text, about))


def notify_rebalanced(context: Context, event: BudgetsRebalanced) -> None:
    """Tell once of one rebalance, and name each change."""
    person = users.get_user(context.uid)
    text = rules.rebalanced(_language(context, person), event)
    name = derived_id("ntf", context.uid, event.action_id)
    _tell(context, person, _Wish("rebalance", name, text, About(action_url="/budget")))


def tell_milestone(context: Context, commit: Commit, goal_id: str, title: str, percent: int) -> Told:
    """Put the notification of a goal's milestone into the commit that reached it."""
    person = users.get_user(context.uid)
    text = rules.milestone(_language(context, person), title, percent)
    name = derived_id("ntf", context.uid, context.work, goal_id, str(percent))
    return _put(context, commit, person, _Wish("goals", name, text, About(action_url=f"/goals/{goal_id}")))


def tell_from_agent(context: Context, commit: Commit, agent: str, text: Text, about: About | None = None) -> Told:
    """Put a notification that an agent wishes into a commit that the caller finishes.

    What became of it is for the agent to say: `unwanted` and `over_cap` put nothing into the commit. An agent makes up
    to ten a day for one person. The same text of the same turn is one notification. The commit may be Contended.
    """
    name = derived_id("ntf", context.uid, context.turn_id or context.work, agent, text.title, text.message)
    return _put(context, commit, users.get_user(context.uid), _Wish(agent, name, text, about or About()))


def stage(context: Context, commit: Commit, title: str, message: str, name: str | None = None) -> Notification:
    """Put a notification in the assistant's words into a commit that the caller finishes; `name` brings one back.

    Raises Conflict when the person does not want such ones, TooMany when there are enough for today; both in words
    fit for the assistant and for people. The commit may be Contended.
    """
    source = "brought_back" if name else context.agent
    text = Text("system", "low", title, message)
    wish = _Wish(source, name or derived_id("ntf", context.uid, context.work), text)
    told = _put(context, commit, users.get_user(context.uid), wish)
    if told == "unwanted":
        raise Conflict("You have turned off notifications of this kind.")
    if told == "over_cap":
        cap = rules.cap_of(source)
        raise TooMany(f"That is enough for today: at most {cap} notifications a day are written for you.")
    return _made(context, wish)


def _language(context: Context, person: User) -> Language:
    return language_of(person.profile["personal_info"].get("language"), context.language)


def _tell(context: Context, person: User, wish: _Wish) -> None:
    """A notification in a commit of its own; nothing when another event told of the same."""

    def attempt() -> None:
        commit = context.commit()
        if _put(context, commit, person, wish) != "told":
            return
        try:
            context.finish(commit)
        except Contended:
            if repository.find(context.uid, wish.name) is None:
                raise  # somebody else counted in between

    context.attempt(attempt)


def _put(context: Context, commit: Commit, person: User, wish: _Wish) -> Told:
    """Put a notification, its count and its event into the commit, if the person wants it and the cap allows it."""
    if not rules.is_wanted(person.preferences, wish.text.notification_type):
        return "unwanted"
    tally = repository.Tally.of(commit, context.uid)
    day = today_in(context.now, person.profile["time_zone"]).isoformat()
    counted = rules.counted(tally.stored, wish.source, day)
    if counted is None:
        cap = rules.cap_of(wish.source)
        logs.warning("notification.over_cap", user=logs.who(context.uid), source=wish.source, cap=cap)
        return "over_cap"
    tally.write(commit, counted)
    made = _made(context, wish)
    repository.add(commit, context.uid, made)
    created = NotificationCreated(
        uid=context.uid,
        occurred_at=context.now,
        cause=context.cause,
        notification_id=made.id,
        notification_type=made.notification_type,
        priority=made.priority,
    )
    commit.emit(created, context.now)
    return "told"


def _made(context: Context, wish: _Wish) -> Notification:
    return Notification(
        id=wish.name,
        notification_type=wish.text.notification_type,
        priority=wish.text.priority,
        title=wish.text.title,
        message=wish.text.message,
        is_read=False,
        created_at=context.now,
        related_budget_id=wish.about.budget_id,
        related_expense_id=wish.about.expense_id,
        action_url=wish.about.action_url,
    )
