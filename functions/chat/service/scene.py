"""What a turn begins with: the person as they are now, their budgets by name, their day and their language."""

from dataclasses import replace

from functions.budget import service as budgets
from functions.chat.agents.chatbot.receipts import exactly
from functions.chat.models.talk import BudgetName, Talk, Utterance
from functions.chat.service import undoing
from functions.users import service as users
from shared.context import Context
from shared.detection import written_in
from shared.language import Language, language_of
from shared.period import today_in


def talk_of(context: Context, turn_id: str, said: Utterance, last_change: str | None = None) -> Talk:
    """The talk of a turn. Reads the person and their budgets. Raises NotFound for an account that is gone."""
    profile = users.get_user(context.uid).profile
    names = tuple(BudgetName(one.id, one.title, one.currency) for one in budgets.all_budgets(context.uid))
    language = language_for(said.msg, profile["personal_info"].get("language"), context.language)
    today = today_in(context.now, profile["time_zone"])
    context = replace(context, language=language.tag)  # what is kept of the turn is in its language too
    return Talk(
        context, turn_id, said, language, today, profile, undoing.take_back, exactly, names, last_change=last_change
    )


def language_for(message: str, said: object, accepted: str | None) -> Language:
    """The language of the message where it tells, else the person's."""
    usual = language_of(said, accepted)
    written = written_in(message)
    return usual if written is None or written == usual.code else Language(written)
