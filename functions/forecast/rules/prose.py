"""A forecast in words by fixed templates, for when the agent's are not to be had or tell what is no fact."""

from collections.abc import Mapping, Sequence

from functions.forecast.models import Balance, Forecast, PeriodForecast
from shared.ai.plain import named
from shared.language import Language
from shared.money import Money

MOST_ROWS = 8
# What is said; each language has the same sentences.
SENTENCES: Mapping[str, Mapping[str, str]] = {
    "en": {
        "heading": "# What is likely to come",
        "short": "# Not enough to go by yet\n\nA forecast needs {needed} complete periods with something recorded; "
        "there are {known}. Keep recording, and it will come.",
        "period": "**{start} to {end}:** about {p50}, very likely between {p10} and {p90}.",
        "row": "- {title}: about {p50}",
        "row_scheduled": "- {title}: about {p50}, of which {scheduled} repeat",
        "other": "Other spending",
        "low": "Until {end} you have at least about {amount}, on {date}.",
        "short_of": "⚠️ Until {end} it may not be enough: on {date} you would be at about {amount}.",
        "tested": "Tried on your own past: {coverage} of the totals fell within the range.",
    },
    "fr": {
        "heading": "# Ce qui vous attend probablement",
        "short": "# Pas encore assez de recul\n\nUne prévision demande {needed} périodes complètes ; "
        "il y en a {known}. Continuez à noter vos dépenses, elle viendra.",
        "period": "**Du {start} au {end} :** environ {p50}, très probablement entre {p10} et {p90}.",
        "row": "- {title} : environ {p50}",
        "row_scheduled": "- {title} : environ {p50}, dont {scheduled} de paiements réguliers",
        "other": "Autres dépenses",
        "low": "D'ici le {end}, il vous reste au moins environ {amount}, le {date}.",
        "short_of": "⚠️ D'ici le {end}, cela risque de ne pas suffire : le {date}, vous seriez à environ {amount}.",
        "tested": "Essayé sur votre passé : {coverage} des totaux étaient dans la fourchette.",
    },
    "ar": {
        "heading": "# ما يُتوقع أن يأتي",
        "short": "# لا تكفي البيانات بعد\n\nيحتاج التوقع إلى {needed} فترات كاملة؛ عددها الآن {known}. "
        "واصل التسجيل وسيأتي التوقع.",
        "period": "**من {start} إلى {end}:** حوالي {p50}، والأرجح بين {p10} و{p90}.",
        "row": "- {title}: حوالي {p50}",
        "row_scheduled": "- {title}: حوالي {p50}، منها {scheduled} مدفوعات متكررة",
        "other": "مصاريف أخرى",
        "low": "حتى {end} يبقى لديك على الأقل حوالي {amount}، في {date}.",
        "short_of": "⚠️ حتى {end} قد لا يكفي المال: في {date} سيكون رصيدك حوالي {amount}.",
        "tested": "عند تجربته على ماضيك: {coverage} من المجاميع وقعت ضمن المجال.",
    },
}


def told(forecast: Forecast, balance: Balance | None, language: Language, needed: int) -> str:
    """The forecast as Markdown."""
    say = language.choose(SENTENCES)
    if forecast.reason:
        known, least = language.number(forecast.known), language.number(needed)
        return language.fill(say["short"], needed=least, known=known)
    parts = [say["heading"]]
    parts += ["\n".join(_period(one, forecast.currency, language, say)) for one in forecast.periods]
    if balance is not None:
        parts.append(_low(balance, language, say))
    if forecast.backtest and forecast.backtest.coverage is not None:
        share = language.percent(round_percent(forecast.backtest.coverage))
        parts.append(language.fill(say["tested"], coverage=share))
    return "\n\n".join(parts)


def round_percent(per_mille: int) -> int:
    """Whole percent, half up."""
    return (per_mille + 5) // 10


def _period(one: PeriodForecast, currency: str, language: Language, say: Mapping[str, str]) -> Sequence[str]:
    def money(minor: int) -> str:
        return language.money(Money(minor, currency))

    band = {"p10": money(one.total.p10), "p50": money(one.total.p50), "p90": money(one.total.p90)}
    rows = [language.fill(say["period"], start=one.period.start, end=one.period.end, **band), ""]
    for row in one.budgets[:MOST_ROWS]:
        if row.band.p50:
            words = say["row_scheduled"] if row.scheduled else say["row"]
            title, scheduled = named(row.title or "") or say["other"], money(row.scheduled)
            rows.append(language.fill(words, title=title, p50=money(row.band.p50), scheduled=scheduled))
    return rows


def _low(balance: Balance, language: Language, say: Mapping[str, str]) -> str:
    low, words = balance.low, say["short_of"] if balance.low.band.p50 < 0 else say["low"]
    amount = language.money(Money(low.band.p50, balance.currency))
    return language.fill(words, end=balance.days[-1].date, date=low.date, amount=amount)
