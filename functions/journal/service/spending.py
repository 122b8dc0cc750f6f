"""What a person's turns cost, and whether the model may still be asked this month.

Before a turn: `spending(uid, now).is_used_up` means that rules answer instead, and say so. In the commit that ends a
turn, also one that failed: `count_spend(commit, context, turn.usage)`, and after it `log_spend(context, turn.usage)`.
"""

from dataclasses import replace
from datetime import datetime

from functions.journal.models import Spending
from functions.journal.repository import spending as stored
from functions.journal.rules.cost import micros_of
from functions.journal.service.attempts import fresh_key
from shared import logs
from shared.ai.usage import Usage
from shared.config import config
from shared.context import Context
from shared.gcp.firestore import Commit


def spending(uid: str, now: datetime) -> Spending:
    """What was used in the current month, against the cap. One read."""
    kept = stored.read(uid, now)
    settings = config()
    return Spending(
        month=f"{now:%Y-%m}",
        tokens=int(kept.get("tokens", 0)),
        micros=int(kept.get("micros", 0)),
        cap_micros=int(settings.monthly_cost_cap_usd * 1_000_000),
        tokens_today=int(kept.get("days", {}).get(f"{now:%d}", 0)),
        tokens_a_day=settings.daily_tokens,
    )


def count_spend(commit: Commit, context: Context, used: Usage) -> None:
    """Put what a turn used into a guarded commit of that turn, so that it counts once."""
    if used.calls:
        stored.add(commit, context.uid, context.now, used.tokens, micros_of(used))


def count_alone(context: Context, used: Usage, agent: str = "chatbot") -> None:
    """The same in a commit of its own, where the effect has had its own or there is none; and tell operators."""
    if used.calls:
        alone = replace(context, guard=fresh_key(context))
        commit = alone.commit()
        count_spend(commit, alone, used)
        alone.finish(commit)
        log_spend(context, used, agent)


def log_spend(context: Context, used: Usage, agent: str = "chatbot") -> None:
    """One line for operators of what a turn used, after the commit that counts it: alerts are made of it."""
    if used.calls:
        logs.info(
            "model.spend",
            event="model_spend",
            user=logs.who(context.uid),
            turn=context.turn_id,
            agent=agent,
            calls=used.calls,
            tokens=used.tokens,
            micros=micros_of(used),
        )
