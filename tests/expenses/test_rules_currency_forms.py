"""Every amount, written as its language writes it, with every form of its currency, is read back exactly."""

from dataclasses import dataclass
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from functions.expenses.rules.amounts import find_amounts, stands_in
from shared.money import exponent

ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")


@dataclass(frozen=True)
class Style:
    """How a language groups and points its figures, what it says around an amount, and what it calls currencies."""

    group: str
    point: str
    sentence: str
    names: dict[str, str]  # ISO code: forms after the amount, `|` between them
    digits: dict[int, int] | None = None


BOTH = {
    "EUR": "€|EUR",
    "USD": "$|USD",
    "GBP": "£|GBP",
    "JPY": "¥|JPY",
    "DZD": "DZD|DA|دج|د.ج",
    "TND": "TND|DT",
    "CNY": "CNY",
    "TRY": "₺|TRY",
}
BEFORE = {
    "EUR": "€|EUR ",
    "USD": "$|US$|USD ",
    "GBP": "£|GBP ",
    "JPY": "¥|JPY ",
    "DZD": "DZD |DA ",
    "CNY": "CNY ",
    "TRY": "₺|TRY ",
}
STYLES = {
    "en": Style(
        ",",
        ".",
        "coffee {} in town",
        {
            "EUR": "euros",
            "USD": "dollars|US dollars|bucks",
            "GBP": "pounds|quid",
            "JPY": "yen",
            "DZD": "dinars|algerian dinars",
            "TND": "tunisian dinars",
            "CNY": "yuan",
            "TRY": "lira|turkish lira",
        },
    ),
    "fr": Style(
        "\u202f",
        ",",
        "café {} en ville",
        {
            "EUR": "euros",
            "USD": "dollars",
            "GBP": "livres sterling",
            "JPY": "yens",
            "DZD": "dinars|dinars algériens",
            "TND": "dinars tunisiens",
            "CNY": "yuans",
            "TRY": "livres turques",
        },
    ),
    "ar": Style(
        "٬",
        "٫",
        "قهوة {} في المدينة",
        {
            "EUR": "يورو|أورو",
            "USD": "دولار|دولارات",
            "GBP": "جنيه إسترليني",
            "JPY": "ين",
            "DZD": "دينار|دينار جزائري|دنانير",
            "TND": "دينار تونسي",
            "CNY": "يوان",
            "TRY": "ليرة تركية",
        },
        ARABIC,
    ),
    "fa": Style(",", ".", "قهوه {} در شهر", {"EUR": "یورو", "USD": "دلار"}, PERSIAN),
    "es": Style(
        ".",
        ",",
        "café {} en la ciudad",
        {
            "EUR": "euros",
            "USD": "dólares",
            "GBP": "libras|libras esterlinas",
            "JPY": "yenes",
            "DZD": "dinares|dinares argelinos",
            "TRY": "liras turcas",
        },
    ),
    "pt": Style(
        ".",
        ",",
        "café {} na cidade",
        {"EUR": "euros", "USD": "dólares", "GBP": "libras", "JPY": "ienes", "DZD": "dinares", "TRY": "liras turcas"},
    ),
    "de": Style(
        ".",
        ",",
        "Kaffee {} in der Stadt",
        {
            "EUR": "Euro",
            "USD": "Dollar|US-Dollar",
            "GBP": "Pfund",
            "JPY": "Yen",
            "DZD": "Dinar",
            "TRY": "türkische Lira",
        },
    ),
    "it": Style(
        ".",
        ",",
        "caffè {} in città",
        {"EUR": "euro", "USD": "dollari", "GBP": "sterline", "JPY": "yen", "DZD": "dinari", "TRY": "lire turche"},
    ),
    "tr": Style(
        ".",
        ",",
        "şehirde kahve {} verdim",
        {
            "EUR": "euro|avro",
            "USD": "dolar",
            "GBP": "sterlin",
            "JPY": "yen",
            "DZD": "dinar",
            "TRY": "lira|TL|türk lirası",
        },
    ),
    "nl": Style(
        ".",
        ",",
        "koffie {} in de stad",
        {"EUR": "euro", "USD": "dollar", "GBP": "pond", "JPY": "yen", "DZD": "dinar", "TRY": "turkse lira"},
    ),
    "zh": Style(
        ",",
        ".",
        "咖啡{}在城里",
        {"EUR": "欧元", "USD": "美元|美金", "GBP": "英镑", "JPY": "日元", "CNY": "元|块|人民币", "TRY": "里拉"},
    ),
    "ja": Style(
        ",",
        ".",
        "コーヒー{}でした",
        {"EUR": "ユーロ", "USD": "ドル|米ドル", "GBP": "ポンド", "JPY": "円", "CNY": "人民元", "TRY": "リラ"},
    ),
}
FORMS = {
    language: [
        (code, form)
        for code in {**BOTH, **style.names}
        for form in f"{BOTH.get(code, '')}|{style.names.get(code, '')}".split("|")
        if form
    ]
    for language, style in STYLES.items()
}
LEADS = [(code, form) for code, forms in BEFORE.items() for form in forms.split("|")]


def written(minor: int, code: str, style: Style) -> tuple[Decimal, str]:
    """The amount and its figures, grouped in thousands, with the currency's digits."""
    digits = exponent(code)
    amount = Decimal(minor).scaleb(-digits)
    whole, _, rest = f"{amount:,.{digits}f}".partition(".")
    figures = whole.replace(",", style.group) + (style.point + rest if rest else "")
    return amount, figures.translate(style.digits) if style.digits else figures


@pytest.mark.parametrize("language", STYLES)
@settings(max_examples=20)
@given(minor=st.integers(1, 10**11), spaced=st.booleans())
def test_an_amount_comes_back_with_every_form_of_its_currency_after_it(language: str, minor: int, spaced: bool) -> None:
    style = STYLES[language]
    for code, form in FORMS[language]:
        amount, figures = written(minor, code, style)
        text = style.sentence.format(f"{figures}{' ' if spaced or form[-1].isalpha() else ''}{form}")
        assert [(one.value, one.currency) for one in find_amounts(text, code)] == [(amount, code)], text
        assert stands_in(amount, text)


@pytest.mark.parametrize("language", STYLES)
@settings(max_examples=20)
@given(minor=st.integers(1, 10**11))
def test_an_amount_comes_back_with_every_form_of_its_currency_before_it(language: str, minor: int) -> None:
    style = STYLES[language]
    for code, form in LEADS:
        amount, figures = written(minor, code, style)
        text = style.sentence.format(f" {form}{figures} ")
        assert [(one.value, one.currency) for one in find_amounts(text, code)] == [(amount, code)], text


@pytest.mark.parametrize("language", [language for language in STYLES if language not in {"zh", "ja"}])
@given(minor=st.integers(1, 10**10), code=st.sampled_from(["DZD", "EUR", "USD"]))
def test_a_bare_amount_is_in_the_persons_own_currency(language: str, minor: int, code: str) -> None:
    style = STYLES[language]
    amount, figures = written(minor, code, style)
    (found,) = find_amounts(style.sentence.format(figures), code)
    assert (found.value, found.currency) == (amount, None)


@pytest.mark.parametrize(
    ("text", "default", "code"),
    [
        ("50 le café", "EUR", None),
        ("50 le café", "DZD", None),
        ("le 50 c'était le café", "DZD", None),
        ("50 LE lunch", "EUR", "EGP"),
        ("lunch 50 le", "EUR", "EGP"),
        ("50 le lunch", "EGP", "EGP"),
    ],
)
def test_an_article_is_no_currency(text: str, default: str, code: str | None) -> None:
    assert [one.currency for one in find_amounts(text, default)] == [code]
