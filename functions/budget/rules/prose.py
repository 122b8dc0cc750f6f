"""Words about budgets by fixed templates, in the person's language, for when the agent's are not to be had."""

from shared.money import Money

_WARNINGS = {
    "en": "## {title}\n\n⚠️ **Over the limit by {over} {currency}.** Spent {spent} of {limit} {currency} this period."
    "\n\nPut off what can wait until the next period, or move money here from a budget with room.",
    "fr": "## {title}\n\n⚠️ **Dépassement de {over} {currency}.** {spent} dépensés sur {limit} {currency} cette période."
    "\n\nReportez ce qui peut attendre, ou déplacez de l'argent depuis un budget qui a de la marge.",
    "ar": "## {title}\n\n⚠️ **تجاوزت الحد بمقدار {over} {currency}.** أُنفق {spent} من {limit} {currency} في هذه الفترة."
    "\n\nأجّل ما يمكن تأجيله، أو انقل مبلغًا من ميزانية فيها فائض.",
}


def warning(title: str, limit: Money, spent: Money, language: str) -> str:
    """The description of a budget that is over."""
    template = _WARNINGS.get(language, _WARNINGS["en"])
    return template.format(title=title, limit=limit, spent=spent, over=spent - limit, currency=limit.currency)
