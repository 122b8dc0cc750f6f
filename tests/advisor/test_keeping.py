"""Words that a model wrote are delivered only when they keep the verdict."""

from functools import partial

import pytest

from functions.advisor.models import Decision, Means, Purchase, Rule, Verdict
from functions.advisor.rules.keeping import keeps
from functions.advisor.rules.prose import Writer
from functions.advisor.rules.verdict import judge
from shared.language import WRITTEN, Language
from tests.advisor.purchases import home, means, purchase

ENGLISH = Language("en")
CASES: dict[Rule, tuple[Means, Purchase]] = {
    "fits": (means(900_000, 600_000, saves=True), purchase(100_000, home(200_000))),
    "balance_below_zero": (means(50_000, 60_000), purchase(100_000)),
    "category_exceeded": (means(900_000), purchase(100_000, home(5_000))),
    "goal_delayed": (means(900_000, 100_000, saves=True), purchase(100_000)),
    "not_enough_known": (means(), purchase(100_000)),
}
VERDICTS: dict[Rule, Verdict] = {rule: judge(*case) for rule, case in CASES.items()}
OF: dict[Decision, Verdict] = {
    "Go ahead": VERDICTS["fits"],
    "Consider alternatives": VERDICTS["category_exceeded"],
    "Not recommended right now": VERDICTS["balance_below_zero"],
}


def written(language: Language, verdicts: list[Verdict]) -> str:
    return Writer(language, "DZD").judged(verdicts, foreign=True)


@pytest.mark.parametrize("code", WRITTEN)
@pytest.mark.parametrize("rule", CASES)
def test_the_templates_own_words_keep_every_verdict(code: str, rule: Rule) -> None:
    language = Language(code)
    assert VERDICTS[rule].rule == rule
    assert keeps(written(language, [VERDICTS[rule]]), language, [VERDICTS[rule]])


@pytest.mark.parametrize("code", WRITTEN)
def test_the_words_for_one_decision_keep_no_other(code: str) -> None:
    language = Language(code)
    for told, verdict in OF.items():
        for meant, other in OF.items():
            assert keeps(written(language, [verdict]), language, [other]) == (told == meant)


@pytest.mark.parametrize("code", WRITTEN)
def test_several_are_kept_each_with_its_own_decision(code: str) -> None:
    language = Language(code)
    verdicts = [
        judge(means(900_000), purchase(100_000, name="Phone")),
        judge(means(900_000), purchase(1_000_000, name="Phone case")),
    ]
    text = written(language, verdicts)
    assert keeps(text, language, verdicts)
    swapped = text.replace("Phone case", "@").replace("Phone", "Phone case").replace("@", "Phone")
    assert not keeps(swapped, language, verdicts)


OPPOSITE: list[tuple[str, Decision, str]] = [
    ("en", "Not recommended right now", "But honestly, go for it."),
    ("en", "Not recommended right now", "You can easily afford it."),
    ("en", "Not recommended right now", "Just buy it, you only live once."),
    ("en", "Not recommended right now", "**Go ahead** if you like."),
    ("en", "Not recommended right now", "I would recommend it."),
    ("en", "Consider alternatives", "It is safe to buy."),
    ("en", "Consider alternatives", "This is not recommended right now."),
    ("en", "Go ahead", "On second thought, do not buy it."),
    ("en", "Go ahead", "You can't afford this."),
    ("en", "Go ahead", "Hold off, it is too expensive."),
    ("en", "Go ahead", "Consider alternatives first."),
    ("fr", "Not recommended right now", "Mais foncez, faites-vous plaisir !"),
    ("fr", "Not recommended right now", "Vous pouvez largement l'acheter."),
    ("fr", "Consider alternatives", "Oui, achetez-le."),
    ("fr", "Go ahead", "Je vous le déconseille."),
    ("fr", "Go ahead", "Attendez, c'est trop cher."),
    ("ar", "Not recommended right now", "اشترِه بلا تردد."),
    ("ar", "Consider alternatives", "لا مانع من الشراء."),
    ("ar", "Go ahead", "لا أنصح بذلك، انتظر."),
]


@pytest.mark.parametrize(("code", "decision", "words"), OPPOSITE)
def test_words_that_turn_the_verdict_around_below_its_heading_are_not_kept(
    code: str, decision: Decision, words: str
) -> None:
    language, verdict = Language(code), OF[decision]
    text = written(language, [verdict])
    assert keeps(text, language, [verdict])
    assert not keeps(f"{text}\n\n{words}", language, [verdict])


@pytest.mark.parametrize(
    "text", ["", "It fits.", "## A bicycle\n\nGo ahead.", "# Do not go ahead", "# Go ahead? No: don't buy it"]
)
def test_words_that_do_not_begin_with_the_decision_or_deny_it_are_not_kept(text: str) -> None:
    assert not keeps(text, ENGLISH, [OF["Go ahead"]])


def test_other_words_around_the_decision_are_kept() -> None:
    text = "# ✅ Go ahead!\n\nA bicycle for 1000.00 DZD fits your month. Enjoy the rides."
    assert keeps(text, ENGLISH, [OF["Go ahead"]])
    kind = "# Not recommended right now\n\nI know you want it. From 2027-01-01 there would be money for it."
    assert keeps(kind, ENGLISH, [OF["Not recommended right now"]])


def test_a_language_that_we_have_no_words_of_keeps_only_the_english_heading() -> None:
    kept = partial(keeps, language=Language("de"), verdicts=[OF["Go ahead"]])
    assert not kept("# Nur zu\n\nDas passt.")
