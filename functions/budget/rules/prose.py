"""Words about budgets by fixed templates, in the person's language, for when the agent's are not to be had."""

_WARNINGS = {
    "en": "## {title}\n\n⚠️ **Over the limit by {over} {currency}.** Spent {spent} of {limit} {currency} this period.\n\n"
    "Put off what can wait until the next period, or move money here from a budget with room.",
    "fr": "## {title}\n\n⚠️ **Dépassement de {over} {currency}.** {spent} dépensés sur {limit} {currency} cette période."
    "\n\nReportez ce qui peut attendre, ou déplacez de l'argent depuis un budget qui a de la marge.",
    "ar": "## {title}\n\n⚠️ **تجاوزت الحد بمقدار {over} {currency}.** أُنفق {spent} من {limit} {currency} في هذه الفترة."
    "\n\nأجّل ما يمكن تأجيله، أو انقل مبلغًا من ميزانية فيها فائض.",
}


def warning(title: str, limit: str, spent: str, over: str, currency: str, language: str) -> str:
    """The description of a budget that is over; amounts are printed in the currency's digits."""
    template = _WARNINGS.get(language, _WARNINGS["en"])
    return template.format(title=title, limit=limit, spent=spent, over=over, currency=currency)
