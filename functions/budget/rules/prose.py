"""Words about budgets by fixed templates, in the person's language, for when the agent's are not to be had."""

from collections.abc import Mapping

from shared.language import Language
from shared.money import Money

WARNINGS = {
    "en": "## {title}\n\n⚠️ **Over the limit by {over}.** Spent {spent} of {limit} this period."
    "\n\nPut off what can wait until the next period, or move money here from a budget with room.",
    "fr": "## {title}\n\n⚠️ **Dépassement de {over}.** {spent} dépensés sur {limit} cette période."
    "\n\nReportez ce qui peut attendre, ou déplacez de l'argent depuis un budget qui a de la marge.",
    "ar": "## {title}\n\n⚠️ **تجاوزت الحد بمقدار {over}.** أُنفق {spent} من {limit} في هذه الفترة."
    "\n\nأجّل ما يمكن تأجيله، أو انقل مبلغًا من ميزانية فيها فائض.",
}

OVERSPENDING = {
    "en": "Overspending detected in {title}. Budget: {limit}, Spent: {spent}",
    "fr": "Dépassement constaté pour {title}. Budget : {limit}, dépensé : {spent}",
    "ar": "رُصد تجاوز في ميزانية {title}. الميزانية: {limit}، المُنفق: {spent}",
}

# What is said about a plan. Each language has the same sentences.
SENTENCES: Mapping[str, Mapping[str, str]] = {
    "en": {
        "income_unknown": "Your income is not known yet, so the budgets are not held against it.",
        "income_assumed": "Your income was assumed: {income} a month.",
        "usual": "Amounts follow what you spent in the last {count} periods where that is known.",
        "shares": "There is no spending to go by yet, so the amounts are usual shares of a household.",
        "unreachable": "The assistant could not be asked, so fixed rules made this plan.",
        "capped": "The assistant's allowance is used up for now, so fixed rules made this plan.",
        "silent": "The assistant had nothing to propose, so fixed rules made this plan.",
        "add_one": "One budget was made.",
        "add_many": "{count} budgets were made.",
        "edit_one": "One budget was changed.",
        "edit_many": "{count} budgets were changed.",
        "in_all": "They come to {total} a period.",
        "nothing_changed": "Your budgets fit as they are: nothing was changed.",
        "nothing_to_plan": "Tell me your income, or what you spend, and there will be something to plan with.",
    },
    "fr": {
        "income_unknown": "Votre revenu n'est pas encore connu : les budgets n'y sont pas comparés.",
        "income_assumed": "Votre revenu a été supposé : {income} par mois.",
        "usual": "Les montants suivent vos dépenses des {count} dernières périodes, là où elles sont connues.",
        "shares": "Sans dépenses connues, les montants sont les parts habituelles d'un ménage.",
        "unreachable": "L'assistant n'a pas pu être consulté : ce plan suit des règles fixes.",
        "capped": "Le budget de l'assistant est épuisé pour le moment : ce plan suit des règles fixes.",
        "silent": "L'assistant n'avait rien à proposer : ce plan suit des règles fixes.",
        "add_one": "Un budget a été créé.",
        "add_many": "{count} budgets ont été créés.",
        "edit_one": "Un budget a été modifié.",
        "edit_many": "{count} budgets ont été modifiés.",
        "in_all": "Cela fait {total} par période.",
        "nothing_changed": "Vos budgets conviennent tels quels : rien n'a été modifié.",
        "nothing_to_plan": "Indiquez votre revenu ou vos dépenses, et il y aura de quoi faire un plan.",
    },
    "ar": {
        "income_unknown": "دخلك غير معروف بعد، لذلك لم تُقارن الميزانيات به.",
        "income_assumed": "افتُرض أن دخلك {income} في الشهر.",
        "usual": "تتبع المبالغ ما أنفقته في آخر {count} فترات حيث كان ذلك معروفًا.",
        "shares": "لا توجد نفقات معروفة بعد، لذلك فالمبالغ هي الحصص المعتادة للأسرة.",
        "unreachable": "تعذّر سؤال المساعد، لذلك وُضعت هذه الخطة بقواعد ثابتة.",
        "capped": "استُهلكت ميزانية المساعد حاليًا، لذلك وُضعت هذه الخطة بقواعد ثابتة.",
        "silent": "لم يكن لدى المساعد ما يقترحه، لذلك وُضعت هذه الخطة بقواعد ثابتة.",
        "add_one": "أُنشئت ميزانية واحدة.",
        "add_many": "عدد الميزانيات الجديدة: {count}.",
        "edit_one": "عُدّلت ميزانية واحدة.",
        "edit_many": "عدد الميزانيات المعدّلة: {count}.",
        "in_all": "مجموعها {total} في الفترة.",
        "nothing_changed": "ميزانياتك مناسبة كما هي: لم يتغير شيء.",
        "nothing_to_plan": "أخبرني بدخلك أو بما تنفقه، ليكون هناك ما يُخطَّط له.",
    },
}


def sentence(name: str, language: Language, **values: object) -> str:
    """One sentence about a plan. Amounts among the values are as the language writes them."""
    return language.fill(language.choose(SENTENCES)[name], **values)


def warning(title: str, limit: Money, spent: Money, language: Language) -> str:
    """The description of a budget that is over."""
    told = {"over": language.money(spent - limit), "spent": language.amount(spent), "limit": language.money(limit)}
    return language.fill(language.choose(WARNINGS), title=title, **told)


def overspending(title: str, limit: Money, spent: Money, language: Language) -> str:
    """The sentence of an answer about a budget that is over."""
    told = {"limit": language.amount(limit), "spent": language.amount(spent)}
    return language.fill(language.choose(OVERSPENDING), title=title, **told)
