"""Tools about money that was spent or came in: questions, what is left, and what is to be recorded."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from pydantic import Field

from functions.budget import service as budgets
from functions.chat.agents.coordinator.doing import Arguments, Nothing, change, fact, say, standing_words, tell
from functions.chat.models.gate import Source
from functions.chat.models.talk import Talk, Told
from functions.expenses import service as expenses
from functions.expenses.models import Recorded, Submission
from functions.expenses.models.query import Clarify, PlanRefused, QueryAnswer, QueryPlan
from functions.ledger.models import Entry
from shared.ai.facts import Fact, rendered
from shared.ai.tool import ToolRefused, tool
from shared.ai.turn import Turn
from shared.context import Context
from shared.money import Money

_MOST_STANDINGS = 3


class Question(Arguments):
    plan: QueryPlan


class Words(Arguments):
    message: Annotated[str, Field(description="What the person wrote about it, letter for letter.")]


@tool("read")
def query_spending(turn: Turn[Talk], arguments: Question) -> Mapping[str, Any]:
    """Computes sums, counts, averages and lists over the person's entries. Use it for every question about money that
    was spent, earned or is left; never answer such a question from memory."""
    talk = turn.identity
    try:
        found = expenses.run_plan(talk.context, arguments.plan, talk.language)
    except PlanRefused as refused:
        raise ToolRefused(refused.words) from None
    if isinstance(found, Clarify):
        return tell(talk, _asked_back(found), options=[one.label for one in found.options])
    return tell(talk, _answered(found), facts=rendered(found.snapshot))


def _asked_back(found: Clarify) -> Told:
    names = tuple(one.label for one in found.options)
    options = "".join(f"\n- {name}" for name in names)
    return Told("query_spending", f"{found.question}{options}", names=(*names, found.question), closes=True)


def _answered(found: QueryAnswer) -> Told:
    source = {
        "query": found.plan.model_dump(mode="json", exclude_defaults=True),
        "facts": rendered(found.snapshot),
        "ids": list(found.ids),
    }
    # Rows are called by shops and products, which receipts and imports may have named.
    listed = found.plan.group == "merchant" or found.plan.measure in {"largest", "smallest"}
    foreign: tuple[Source, ...] = ("memo",) if listed else ()
    return Told("query_spending", found.words, found.figures, found.names, foreign=foreign, source=source)


@tool("read")
def list_budgets(turn: Turn[Talk], arguments: Nothing) -> Mapping[str, Any]:  # noqa: ARG001
    """All budgets of the current period with what is spent and left. Use it when the person asks for their budgets."""
    talk = turn.identity
    standings = budgets.list_standings(talk.context)
    if not standings:
        return tell(talk, Told("list_budgets", say(talk, "no_budgets"), names=("20000",)), budgets=[])
    rows = list[str]()
    for one in standings:
        shown = {
            "spent": talk.language.money(Money(one.spent, one.budget.currency)),
            "limit": talk.language.money(Money(one.budget.limit, one.budget.currency)),
            "left": talk.language.money(Money(one.remaining, one.budget.currency)),
        }
        rows.append(say(talk, "budget_row", title=one.budget.title, **shown))
    _, facts = standing_words(talk, standings)
    told = [
        {"id": one.budget.id, "title": one.budget.title, "left": str(Money(one.remaining, one.budget.currency))}
        for one in standings
    ]
    names = tuple(one.budget.title for one in standings)
    return tell(talk, Told("list_budgets", "\n".join(f"- {row}" for row in rows), facts, names), budgets=told)


@tool("write")
def record_expense(turn: Turn[Talk], arguments: Words) -> Mapping[str, Any]:
    """Records what the person says that they spent, got back or earned, and the receipt that they sent with it. Use it
    once for each message that tells of such money, also when it tells of several expenses."""
    return change(turn, "record_expense", lambda acting: recorded(turn.identity, acting, arguments.message))


def recorded(talk: Talk, acting: Context, message: str) -> Told:
    """Record the words, with the file of this turn, and tell what became of them."""
    submission = Submission(message or None, talk.said.file)
    found = expenses.record_expense(acting, submission, lambda _: (201, ""), talk.prepared.append)
    foreign: tuple[Source, ...] = ("receipt",) if talk.said.file else ()
    words, facts, names = words_of(talk, found)
    return Told("record_expense", words, facts, names, closes=True, foreign=foreign, degraded=found.degraded)


def words_of(talk: Talk, found: Recorded) -> tuple[str, tuple[Fact, ...], tuple[str, ...]]:
    """What is said of what was recorded, with the figures and the names in it."""
    if found.is_pending:
        return say(talk, "pending"), (), ()
    sentences = [say(talk, "recorded", items=", ".join(_item(talk, one) for one in found.entries))]
    if any(one.status == "needs_review" for one in found.entries):
        sentences.append(say(talk, "review"))
    if any(one.possible_duplicate_of for one in found.entries):
        sentences.append(say(talk, "duplicate"))
    touched = {one.budget_id for one in found.entries if one.status == "posted" and one.budget_id}
    standings = [one for one in budgets.list_standings(talk.context) if one.budget.id in touched] if touched else []
    told, facts = standing_words(talk, standings[:_MOST_STANDINGS])
    amounts = [
        fact(one.id, one.product_name, one.minor, one.currency) for one in found.entries if one.minor is not None
    ]
    return " ".join([*sentences, *([told] if told else [])]), (*amounts, *facts), _names(found.entries)


def _names(entries: Sequence[Entry]) -> tuple[str, ...]:
    named = [name for one in entries for name in (one.product_name, one.merchant, one.category_name) if name]
    return tuple(dict.fromkeys(named))


def _item(talk: Talk, entry: Entry) -> str:
    amount = talk.language.money(Money(entry.minor or 0, entry.currency))
    item = f"{entry.product_name} {amount}"
    if entry.kind == "refund":
        item = say(talk, "refunded", item=item)
    if entry.kind == "income":
        item = say(talk, "came_in", item=item)
    return say(talk, "item_in", item=item, title=entry.category_name) if entry.category_name else item
