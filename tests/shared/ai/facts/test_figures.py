"""What is a figure, what it tells, and what it does not: one sentence each. What stands in ⟦ ⟧ must be unbound."""

import re

import pytest

from shared.ai.facts import Snapshot, check
from tests.shared.ai.facts.handwritten_snapshots import ADVICE, MONTH, TRIP

ENGLISH = [
    (MONTH, "You spent a total of DZD84,250.00 across 47 different purchases."),
    (MONTH, "Groceries alone ate up 32.5k, not ⟦32.4k⟧."),
    (MONTH, "You've spent over 84,000 DZD, but not over ⟦85,000 DZD⟧."),
    (MONTH, "You spent less than ⟦84,000 DZD⟧."),
    (MONTH, "Spending dropped 4.9%, or 4,350 DZD."),
    (MONTH, "Spending climbed ⟦4.9%⟧, or ⟦4,350 DZD⟧ more."),
    (MONTH, "Spending went from ⟦88,600⟧ to 84,250 DZD."),
    (MONTH, "You have ⟦1,200 DZD⟧ left for clothes."),
    (MONTH, "You've gone a bit over, by 1,200 DZD, on clothes."),
    (MONTH, "You are ⟦10,750 DZD⟧ over budget."),
    (MONTH, "You are 10,750 DZD under your limit, with 9 days to spare."),
    (MONTH, "You spent ⟦84,250 DZD⟧ less."),
    (MONTH, "That's more than a third of your spending on groceries, but not nearly ⟦half⟧."),
    (MONTH, "On 14 November you spent 6,900; on ⟦15 November⟧ nothing."),
    (MONTH, "On ⟦Friday⟧, ⟦14⟧ people came.\nLast Saturday was expensive."),
    (MONTH, "⟦Friday, 14 November⟧ was expensive."),
    (MONTH, "In Q4 you're fine; in ⟦Q3⟧ you were too."),
    (MONTH, "Your 47th purchase was the one, in your 2nd biggest category."),
    (MONTH, "At this rate you'll spend ⟦105,000 DZD⟧; try to cut groceries by ⟦10%⟧."),
    (MONTH, "Restaurants: +12.4%. Not -⟦12.4%⟧."),
    (MONTH, "Change: −4,350 DZD (−4.9 %)."),
    (MONTH, "| Change | (4,350) |\n| Left | (⟦10,750⟧) |"),
    (MONTH, "You spent 84.250 DZD, or 84'250 DA, or 84 250,00 DA; not ⟦84,25 DZD⟧ and not ⟦$84,250⟧."),
    (MONTH, "I found 47 transactions in 6 categories, not in ⟦7⟧ categories."),
    (MONTH, "⟦One in three⟧ dinars goes to groceries. The 50/30/20 rule works well here."),
    (MONTH, "You used ⟦100%⟧ of your budget. I'm not 100% convinced."),
    (MONTH, "You have ⟦zero DZD⟧ left, and ⟦0 DZD⟧ on the way."),
    (MONTH, "You're 4.9 percent below October."),
    (MONTH, "From 11/01/2026 to 11/30/2026, or 01.11.2026 to 30.11.2026, not ⟦2026-10-31⟧."),
    (MONTH, "You spent DZD84250, not ⟦AED84250⟧, ⟦MAD84,250⟧ or ⟦CHF 84,250⟧; file ABC123 and SKU84251 say so."),
    (MONTH, "DA84250 went out, ⟦DH84250⟧ did not. The TOP10 are below."),
    (MONTH, "You bought 3D glasses and an MP3 player on 4G."),
    (MONTH, "It's ⟦38.6 DZD⟧. It dropped 4.9 percentage points."),
    (MONTH, "Over the past ⟦3 months⟧ you've done well. Every ⟦2 days⟧ you go out."),
    (MONTH, "You ate out six times, not ⟦seven times⟧. Lunch is at ⟦12:30⟧."),
    (
        MONTH,
        "You spent 8\u200b4,\u200b250 DZD and ８４，２５０ DZD, not ⟦8\u200b4,\u200b251 DZD⟧ and ⟦８４，２５１ DZD⟧.",
    ),
    (MONTH, "⟦1234567890123456789012345678901234567890⟧ is a number."),
    (TRIP, "The rate was ⟦1 EUR⟧ = ⟦145 DZD⟧."),
    (TRIP, "You spent €413, of which €240 on the hotel (58%). Not ⟦412.75 DZD⟧."),
    (TRIP, "July 3–8, 2026: 5 days, 11 meals. A five-day trip, not a ⟦six-day⟧ one."),
    (TRIP, "July 3–⟦9, 2026⟧."),
    (TRIP, "Between ⟦80⟧ and ⟦90 €⟧ a day."),
    (ADVICE, "3 out of 9 subscriptions are unused, not ⟦4 out of 9⟧. They cost 1.23M a year, not ⟦1.32M⟧."),
    (ADVICE, "It would delay your goal by about a month and a half, not ⟦six weeks⟧."),
    (ADVICE, "Electricity tripled; it did not ⟦double⟧."),
    (ADVICE, "Your Orion 15 laptop will cost ⟦15⟧ payments."),
]
FRENCH = [
    (MONTH, "Vous avez dépensé 84.250 DA, soit un tout petit peu plus de 84 mille dinars."),
    (MONTH, "Vous avez dépensé quatre-vingt-quatre mille deux cent cinquante dinars."),
    (MONTH, "Vous avez dépensé ⟦quatre-vingt-quatre mille deux cent soixante dinars⟧."),
    (MONTH, "Vos dépenses ont reculé, ce mois-ci, de 4,9 %."),
    (MONTH, "Vos dépenses ont progressé ce mois-ci de ⟦4,9 %⟧, c'était ⟦4 350 DA⟧ plus cher."),
    (MONTH, "Le 14, vous avez payé 6 900 DA. Le ⟦15⟧, rien."),
    (MONTH, "Il reste moins de 11 000 DA, pas plus de ⟦11 000 DA⟧."),
    (MONTH, "Vous avez dépensé 84250DA. Plus d'un tiers pour les courses."),
    (MONTH, "Du 1er au 30/11/2026, 47 achats. Rendez-vous à ⟦18 h 30⟧."),
    (MONTH, "Le restaurant, c'est 6 sorties, pas ⟦8⟧ sorties. Les 9 derniers jours seront décisifs."),
    (ADVICE, "Cela retarderait l'objectif d'⟦un mois et demi⟧. L'électricité coûte trois fois plus, pas ⟦deux fois⟧."),
]
ARABIC = [
    (MONTH, "بقي 9 أيام و10750 دينارا."),
    (MONTH, "بقي ⟦8 أيام⟧ و⟦10570 دينارا⟧."),
    (MONTH, "أنفقت ⟦4350 دينارا⟧ أكثر من أكتوبر."),
    (MONTH, "زاد إنفاقك على المطاعم 12٪."),
    (MONTH, "تراجع إنفاقك على المطاعم ⟦12٪⟧."),
    (MONTH, "من ١ تشرين الثاني إلى ٣٠ تشرين الثاني ٢٠٢٦، لا من ⟦١ أيلول⟧."),
    (MONTH, "ما يزيد على ثلث إنفاقك للبقالة، لا ⟦نصفه⟧."),
    (MONTH, "يوم الأحد الماضي كان هادئا، ويوم ⟦الثلاثاء⟧ الماضي أيضا."),
    (ADVICE, "سعره مئة وتسعة وعشرون ألف دينار، لا ⟦مئة وتسعة وثلاثون ألف دينار⟧."),
    (ADVICE, "مدخراتك ثلاثمئة وعشرة آلاف دينار. ⟦تضاعفت⟧ فاتورة الكهرباء."),
    (ADVICE, "تأخير بحوالي شهر ونصف، وفي ٢٠٢٧/٠٢/٠١ سيكون ذلك ممكنا."),
    (TRIP, "دامت الرحلة خمسة أيام، لا ⟦أسبوعين⟧."),
]
WITHOUT_FIGURES = {
    "en": [
        "One of you may march ahead; someone else can wait a second. Once more, no one is perfect.",
        "1. Cook at home\n2. Walk\n10) Sleep\n\n## 3. Rest\n\nStep 4: repeat. (1) breathe, (2) smile. Tip #5: share.",
        "On the one hand it's a quarter past; on the other, the third quarter and the first half are over.",
        "May I suggest a double espresso? Let me double-check. Those two are fine, both of them. You're number one!",
        "Here are three ideas, and my top 3 picks. See [it](https://example.com/2024/11?id=12) or www.example.com/7.",
        "Every Monday you shop; on a quiet Sunday you rest. It's a no-brainer.",
        "I'm 100% sure. A thousand thanks! 24/7, 50/50. It's second to none, at sixes and sevens.",
        "| # | What |\n|---|---|\n| 1 | Cook |\n| 2 | Walk |\n| 3 | Sleep |",
    ],
    "fr": [
        "L'un et l'autre, une fois encore, d'un côté comme de l'autre. Un achat réfléchi, une dépense utile.",
        "1) Cuisiner\n2) Marcher\n\n### 2.1 Le reste\n\nÉtape 3 : recommencer. Conseil n° 4 : partager.",
        "Rien de neuf : un vélo neuf, c'est cher. Le premier, la seconde et le troisième se valent.",
        "Tous les deux se valent.",
        "Le tiers payant ? Un quart d'heure suffit. La deuxième moitié du mois, le dimanche, tout est fermé.",
        "Voici trois pistes, réfléchissez à deux fois. J'en suis sûr à 100 %. Mille mercis !",
        "À la fois simple et utile.",
        "Mars et ses anneaux, non, c'est Saturne. En un mot comme en cent : bravo.",
    ],
    "ar": [
        "أحد الأصدقاء قال كلاما واحدا، وكل واحد منا يعرف ذلك. مرة أخرى، خطوة خطوة.",
        "1. اطبخ في البيت\n2. امش\n\nالخطوة 3: كرر. النصيحة رقم 4: شارك.",
        "إليك ثلاث نصائح وخمس أفكار. فكر مرتين. ألف شكر! أنا متأكد 100٪.",
        "النصف الأول من الشهر، والربع الأخير من السنة. نقاط الضعف معروفة. كل يوم أحد ترتاح.",
        "مارس الرياضة كل صباح، فالست والدتك تنصح بذلك.",
    ],
}
SENTENCES = [
    (language, snapshot, marked)
    for language, rows in (("en", ENGLISH), ("fr", FRENCH), ("ar", ARABIC))
    for snapshot, marked in rows
]


@pytest.mark.parametrize(("language", "snapshot", "marked"), SENTENCES, ids=range(len(SENTENCES)))
def test_the_marked_figures_are_unbound_and_no_others(language: str, snapshot: Snapshot, marked: str) -> None:
    unbound = check(re.sub("[⟦⟧]", "", marked), snapshot, language).unbound
    assert [figure.text for figure in unbound] == re.findall("⟦(.*?)⟧", marked)


@pytest.mark.parametrize("language", WITHOUT_FIGURES)
def test_a_text_without_figures_has_none(language: str) -> None:
    for text in WITHOUT_FIGURES[language]:
        checked = check(text, MONTH, language)
        assert (checked.bound, checked.unbound) == ((), ()), text


def test_a_bound_figure_names_its_fact_its_place_and_its_kind() -> None:
    text = "You spent **84,250 DZD** in 47 purchases."
    (spent, count) = check(text, MONTH).bound
    assert (spent.fact_id, spent.figure.kind, text[spent.figure.start : spent.figure.end]) == (
        "spent",
        "amount",
        "84,250 DZD",
    )
    assert (count.fact_id, count.figure.kind) == ("purchases", "count")
