"""The words of notifications. Each language has the same templates, with the same values.

Amounts come with their currency (but `before`, which stands beside `after`), `percent` with its sign, and `why` is one
of the reasons `why_…` of a rebalance.
"""

from collections.abc import Mapping

TEMPLATES: Mapping[str, Mapping[str, str]] = {
    "en": {
        "over_title": "⚠️ Overspending in {title}",
        "over": "You have exceeded your budget for {title}. Budget: {budget}, Spent: {spent}",
        "near_title": "📊 Approaching budget limit: {title}",
        "near": "You have used {percent} of your {title} budget. Remaining: {left}",
        "rebalanced_title": "🔄 Budgets rebalanced",
        "change": "{title}: {before} → {after}",
        "more_one": "and {count} more",
        "more_many": "and {count} more",
        "left_over_low": "{amount} could not be taken: {why}",
        "left_over_high": "{amount} could not be given: {why}",
        "why_nothing_to_move": "all other budgets are pinned or were set by you",
        "why_at_their_floors": "the other budgets are at what is spent or at their minimum",
        "why_at_their_caps": "the other budgets can take no more",
        "why_other": "nobody can take it",
        "between": "; ",
        "milestone_title": "🎯 {title}: {percent}",
        "milestone": "You have saved {percent} of {title}.",
        "milestone_reached": "You have reached your goal {title}.",
    },
    "fr": {
        "over_title": "⚠️ Dépassement du budget {title}",
        "over": "Vous avez dépassé votre budget {title}. Budget : {budget}, dépensé : {spent}",
        "near_title": "📊 Limite de budget bientôt atteinte : {title}",
        "near": "Vous avez utilisé {percent} de votre budget {title}. Reste : {left}",
        "rebalanced_title": "🔄 Budgets rééquilibrés",
        "change": "{title} : {before} → {after}",
        "more_one": "et {count} autre",
        "more_many": "et {count} autres",
        "left_over_low": "{amount} n'ont pas pu être retirés : {why}",
        "left_over_high": "{amount} n'ont pas pu être répartis : {why}",
        "why_nothing_to_move": "tous les autres budgets sont épinglés ou fixés par vous",
        "why_at_their_floors": "les autres budgets sont à hauteur de leurs dépenses ou de leur minimum",
        "why_at_their_caps": "les autres budgets ne peuvent pas recevoir davantage",
        "why_other": "aucun budget ne peut les absorber",
        "between": " ; ",
        "milestone_title": "🎯 {title} : {percent}",
        "milestone": "Vous avez épargné {percent} de votre objectif {title}.",
        "milestone_reached": "Vous avez atteint votre objectif {title}.",
    },
    # Arabic words stand where English has only an arrow or a colon: they make the line run from right to left.
    "ar": {
        "over_title": "⚠️ تجاوز ميزانية {title}",
        "over": "لقد تجاوزت ميزانية {title}. الميزانية: {budget}، المُنفق: {spent}",
        "near_title": "📊 اقتراب من حد ميزانية {title}",
        "near": "استخدمت {percent} من ميزانية {title}. المتبقي: {left}",
        "rebalanced_title": "🔄 أُعيد توازن الميزانيات",
        "change": "{title}: من {before} إلى {after}",
        "more_one": "وعدد الميزانيات الأخرى: {count}",
        "more_many": "وعدد الميزانيات الأخرى: {count}",
        "left_over_low": "تعذّر اقتطاع {amount}: {why}",
        "left_over_high": "تعذّر توزيع {amount}: {why}",
        "why_nothing_to_move": "كل الميزانيات الأخرى مثبّتة أو حدّدتها بنفسك",
        "why_at_their_floors": "الميزانيات الأخرى عند ما أُنفق منها أو عند حدّها الأدنى",
        "why_at_their_caps": "لا تستوعب الميزانيات الأخرى المزيد",
        "why_other": "لا توجد ميزانية تستوعب ذلك",
        "between": "؛ ",
        "milestone_title": "🎯 الهدف {title}: {percent}",
        "milestone": "لقد ادّخرت {percent} من هدفك {title}.",
        "milestone_reached": "لقد بلغت هدفك {title}.",
    },
}
