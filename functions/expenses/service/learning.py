"""Learn from a person's corrections which of their titles their words belong to."""

from collections.abc import Sequence

from functions.expenses import repository
from functions.expenses.models import Correction, Learned, ReadExpense
from functions.expenses.rules import learning as rules
from functions.expenses.rules.learning import words_of
from shared.context import Context
from shared.folding import title_key
from shared.gcp.firestore import Commit

__all__ = ["learn", "learned", "title_by_corrections", "words_of"]


def learned(uid: str) -> Learned:
    """What this person's corrections taught. One read."""
    return repository.learned(uid)


def learn(context: Context, commit: Commit, words: Sequence[str], title: str) -> None:
    """Add a correction to the commit that makes it: these words (of `words_of`) belong to this title.

    One read, to see what is to be forgotten. The counts move by increments under the commit's guard, so that
    corrections made at the same time all count, each once, and never hold each other up.
    """
    before = repository.learned(context.uid)
    after = rules.corrected(before, words, title, context.now)
    forgotten = [word for word in rules.to_forget(after) if word in before.words]
    kept = tuple(word for word in words if word not in forgotten)
    made = Correction(kept, title_key(title), context.now)
    repository.add_correction(commit, context.uid, made, forgotten)


def title_by_corrections(learned: Learned, read: ReadExpense, titles: Sequence[str]) -> str | None:
    """The title that corrections clearly speak for, by merchant, name and items; None when they do not."""
    words = words_of(read.product_name, read.merchant, [item.name for item in read.items])
    decision = rules.decide(learned, words, titles)
    return decision.title if decision else None
