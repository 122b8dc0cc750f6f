"""Which currency is used where a person says to live.

Countries come from ISO 4217's own list, big cities from the time zone database (public domain); what people call them
in other languages, and short names, stand below.
"""

import re
from functools import cache
from importlib import resources

from shared.folding import fold
from shared.money import is_currency

_BREAK = re.compile(r"[,;/|()\n]")
_WORD = re.compile(r"[^\W_]+")
_LONGEST = 5  # words in a name
# Where ISO 4217 lists several currencies for one place, the one that amounts are said in.
_FIRST = {
    "bolivia": "BOB", "bhutan": "BTN", "chile": "CLP", "colombia": "COP", "el salvador": "USD", "haiti": "HTG",
    "lesotho": "LSL", "mexico": "MXN", "namibia": "NAD", "panama": "PAB", "switzerland": "CHF",
    "united states of america": "USD", "uruguay": "UYU", "venezuela": "VES",
}  # fmt: skip
_AMBIGUOUS = {"congo", "korea"}
_ALSO = {
    "AED": "uae|emirates|émirats arabes unis|الإمارات|دبي|أبو ظبي|abu dhabi|dubaï",
    "AUD": "sydney|australie|أستراليا",
    "BAM": "bosnia|bosnia & herzegovina|bosnie",
    "BND": "brunei",
    "BRL": "brésil|البرازيل|brasília|rio de janeiro",
    "CAD": "montréal|montreal|québec|ottawa|كندا",
    "CDF": "dr congo|rd congo|kinshasa",
    "CHF": "suisse|schweiz|svizzera|سويسرا|genève|geneva|zürich|lausanne|bern",
    "CNY": "chine|beijing|pékin|الصين",
    "CVE": "cape verde|cap-vert",
    "CZK": "czech republic|tchéquie|prague|praha",
    "DKK": "danemark|الدنمارك",
    "DZD": "algérie|alger|الجزائر|oran|وهران|constantine|قسنطينة|annaba|عنابة|sétif|setif|blida|tlemcen|béjaïa|bejaia|"
           "tizi ouzou|batna|mostaganem|ghardaïa|ouargla",
    "EGP": "égypte|مصر|le caire|القاهرة|alexandria",
    "EUR": "france|فرنسا|باريس|lyon|marseille|toulouse|lille|bordeaux|strasbourg|nantes|germany|deutschland|"
           "allemagne|ألمانيا|berlin|munich|münchen|hamburg|köln|frankfurt|espagne|españa|إسبانيا|barcelona|barcelone|"
           "italie|italia|إيطاليا|milano|milan|roma|belgique|belgië|بلجيكا|bruxelles|pays-bas|nederland|holland|"
           "autriche|österreich|portugal|lisboa|lisbonne|irlande|grèce|finlande|saint-étienne|vatican city|"
           "st barthelemy|st martin|st pierre & miquelon|french s. terr.",
    "FKP": "falkland islands",
    "GBP": "uk|britain|great britain|united kingdom|england|scotland|wales|royaume-uni|angleterre|londres|بريطانيا|"
           "لندن|manchester|edinburgh|south georgia & the south sandwich islands",
    "IDR": "indonésie|إندونيسيا|jakarta",
    "INR": "inde|الهند|mumbai|delhi|new delhi|bangalore",
    "IQD": "irak|العراق|بغداد",
    "IRR": "iran|إيران|téhéran",
    "JOD": "jordanie|الأردن|عمان",
    "JPY": "japon|اليابان|osaka|kyoto",
    "KPW": "north korea",
    "KRW": "south korea|corée|corée du sud|seoul|séoul|كوريا",
    "KWD": "koweït|الكويت",
    "LAK": "laos",
    "LBP": "liban|لبنان|beyrouth|بيروت",
    "LYD": "libye|ليبيا|طرابلس",
    "MAD": "maroc|المغرب|rabat|الرباط|الدار البيضاء|marrakech|مراكش|tanger|fès",
    "MOP": "macau",
    "MRU": "mauritanie|موريتانيا",
    "MXN": "mexique|méxico|المكسيك",
    "NOK": "norvège|النرويج|svalbard & jan mayen",
    "OMR": "سلطنة عمان|mascate|muscat",
    "PLN": "pologne|warsaw|varsovie|بولندا",
    "QAR": "قطر|الدوحة|doha",
    "RUB": "russia|russie|روسيا|moscou|st petersburg",
    "SAR": "arabie saoudite|السعودية|الرياض|riyad|riyadh|jeddah|djeddah|جدة",
    "SEK": "suède|السويد|göteborg",
    "SHP": "st helena",
    "STN": "sao tome & principe",
    "SYP": "syria|syrie|سوريا|دمشق|damas",
    "TND": "tunisie|تونس|sfax|sousse",
    "TRY": "turkey|turquie|تركيا|إسطنبول|ankara",
    "TTD": "trinidad & tobago",
    "TZS": "tanzania|tanzanie",
    "USD": "usa|united states|états-unis|etats-unis|أمريكا|new york city|san francisco|washington|boston|seattle|"
           "miami|houston|us minor outlying islands|turks & caicos is|east timor|caribbean nl",
    "VND": "vietnam|viêt nam|hanoi|ho chi minh city|saigon",
    "XAF": "central african rep.|cameroun|الكاميرون|yaoundé|gabon|tchad",
    "XCD": "antigua & barbuda|st kitts & nevis|st lucia|st vincent",
    "XCG": "st maarten",
    "XOF": "sénégal|السنغال|côte d’ivoire|côte d'ivoire|ivory coast|mali|bamako|bénin|niger|togo|burkina faso",
    "XPF": "wallis & futuna",
    "ZAR": "cape town|afrique du sud|جنوب أفريقيا",
}  # fmt: skip


def _key(name: str) -> str:
    """Folded words, so that case, accents, dashes and apostrophes do not matter."""
    return " ".join(_WORD.findall(fold(name)))


def _plain(name: str) -> str:
    return _key(re.sub(r"\(.*?\)|\[.*?\]", " ", name))


def _countries() -> dict[str, str]:
    from iso4217 import Currency

    found: dict[str, str] = {}
    for one in Currency:
        if is_currency(one.code):
            for name in one.country_names or ():
                found.setdefault(_plain(name), one.code)
    found.update({_key(name): code for name, code in _FIRST.items()})
    for name in _AMBIGUOUS:
        found.pop(name, None)
    found.update({_key(name): code for code, names in _ALSO.items() for name in names.split("|")})
    return {name: code for name, code in found.items() if name}


def _rows(file: str) -> list[list[str]]:
    lines = (resources.files("tzdata") / "zoneinfo" / file).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


@cache
def _places() -> dict[str, str]:
    """Name -> currency: countries, and the cities that time zones are named after."""
    countries = _countries()
    names = dict(_rows("iso3166.tab"))
    cities: dict[str, str] = {}
    for territory, _, zone, *_ in _rows("zone.tab"):
        country = countries.get(_plain(names[territory]))
        city = _key(zone.rpartition("/")[2].replace("_", " "))
        if country and len(city) > 2:
            cities[city] = country
    return {**cities, **countries}


def currency_at(location: str) -> str | None:
    """The currency of the place that these words name, e.g. "Lyon, France"; None when it is unknown or unclear.

    What stands after a comma is the larger place and decides; in running text all names must agree.
    """
    places = _places()
    for part in reversed(_BREAK.split(location[:500])):
        found = _in_words(_key(part).split(), places)
        if found:
            return found.pop() if len(found) == 1 else None
    return None


def _in_words(words: list[str], places: dict[str, str]) -> set[str]:
    """The currencies of the longest names among these words."""
    found, at = set(), 0
    while at < len(words):
        for size in range(min(_LONGEST, len(words) - at), 0, -1):
            code = places.get(" ".join(words[at : at + size]))
            if code:
                found.add(code)
                at += size - 1
                break
        at += 1
    return found
