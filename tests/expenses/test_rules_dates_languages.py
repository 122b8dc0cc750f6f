"""Dates in the words of eleven languages: near today, weekdays, days of a month; none that the calendar lacks."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.expenses.rules.dates import date_spans, find_date, find_dates
from functions.expenses.rules.message import read_message

TODAY = date(2026, 11, 24)  # a Tuesday
NEAR = {
    "en": {"today": 0, "tonight": 0, "yesterday": 1, "the day before yesterday": 2, "last night": 1},
    "fr": {"aujourd'hui": 0, "ce matin": 0, "hier": 1, "hier soir": 1, "avant-hier": 2, "la semaine dernière": 7},
    "ar": {"اليوم": 0, "أمس": 1, "البارحة": 1, "لبارح": 1, "أول أمس": 2, "الأسبوع الماضي": 7, "السيمانة اللي فاتت": 7},
    "es": {"hoy": 0, "esta mañana": 0, "ayer": 1, "anoche": 1, "anteayer": 2, "la semana pasada": 7},
    "pt": {"hoje": 0, "ontem": 1, "anteontem": 2, "a semana passada": 7},
    "it": {"oggi": 0, "stamattina": 0, "ieri": 1, "l'altro ieri": 2, "la settimana scorsa": 7},
    "de": {"heute": 0, "heute Morgen": 0, "gestern": 1, "vorgestern": 2, "letzte Woche": 7},
    "nl": {"vandaag": 0, "vanmorgen": 0, "gisteren": 1, "eergisteren": 2, "vorige week": 7},
    "tr": {"bugün": 0, "bu sabah": 0, "dün": 1, "evvelsi gün": 2, "geçen hafta": 7},
    "zh": {"今天": 0, "昨天": 1, "昨晚": 1, "前天": 2, "大前天": 3},
    "ja": {"今日": 0, "今朝": 0, "昨日": 1, "おととい": 2, "一昨日": 2},
}
AGO = {
    "en": "{} days ago",
    "fr": "il y a {} jours",
    "ar": "قبل {} أيام",
    "es": "hace {} días",
    "pt": "há {} dias",
    "it": "{} giorni fa",
    "de": "vor {} Tagen",
    "nl": "{} dagen geleden",
    "tr": "{} gün önce",
    "zh": "{}天前",
    "ja": "{}日前",
}
WEEKS_AGO = {
    "en": "{} weeks ago",
    "fr": "il y a {} semaines",
    "ar": "منذ {} أسابيع",
    "es": "hace {} semanas",
    "pt": "{} semanas atrás",
    "it": "{} settimane fa",
    "de": "vor {} Wochen",
    "nl": "{} weken geleden",
    "tr": "{} hafta önce",
    "zh": "{}周前",
    "ja": "{}週間前",
}
SATURDAY = {
    "en": ("Saturday", "last Saturday", "on Saturday"),
    "fr": ("samedi", "samedi dernier"),
    "ar": ("يوم السبت", "السبت الماضي", "نهار السبت"),
    "es": ("el sábado", "sábado pasado", "el pasado sábado"),
    "pt": ("sábado", "sábado passado", "no sábado"),
    "it": ("sabato", "sabato scorso", "lo scorso sabato"),
    "de": ("am Samstag", "letzten Samstag", "vergangenen Sonnabend"),
    "nl": ("zaterdag", "afgelopen zaterdag", "vorige zaterdag"),
    "tr": ("cumartesi", "geçen cumartesi", "Cumartesi günü"),
    "zh": ("星期六", "周六", "上周六", "上个星期六"),
    "ja": ("土曜日", "先週の土曜日", "前の土曜日"),
}
MONTHS = {
    "en": "January February March April May June July August September October November December",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "ar": "جانفي فيفري مارس أفريل ماي جوان جويلية أوت سبتمبر أكتوبر نوفمبر ديسمبر",
    "ar-east": "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "tr": "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık",
}
SHAPES = {
    "en": ("{day} {month}{year}", "{month} {day}{year}", "the {day}th of {month}{year}", "{month} {day},{year}"),
    "fr": ("{day} {month}{year}", "le {day} {month}{year}"),
    "ar": ("{day} {month}{year}", "يوم {day} {month}{year}", "{day} من {month}{year}"),
    "ar-east": ("{day} {month}{year}", "في {day} {month}{year}"),
    "es": ("{day} de {month}{year}", "el {day} de {month} de{year}"),
    "pt": ("{day} de {month}{year}", "dia {day} de {month} de{year}"),
    "it": ("{day} {month}{year}", "il {day} {month}{year}"),
    "de": ("{day}. {month}{year}", "am {day}. {month}{year}"),
    "nl": ("{day} {month}{year}", "op {day} {month}{year}"),
    "tr": ("{day} {month}{year}", "{day} {month}{year}'de"),
}
PAST = st.dates(date(2001, 1, 1), TODAY)


@pytest.mark.parametrize(("text", "days"), [pair for pairs in NEAR.values() for pair in pairs.items()])
def test_days_near_today_are_read(text: str, days: int) -> None:
    assert find_date(text, TODAY) == TODAY - timedelta(days=days)


@pytest.mark.parametrize("language", AGO)
@given(today=PAST, count=st.integers(2, 90))
def test_days_and_weeks_ago_are_counted(language: str, today: date, count: int) -> None:
    assert find_date(AGO[language].format(count), today) == today - timedelta(days=count)
    assert find_date(WEEKS_AGO[language].format(count), today) == today - timedelta(weeks=count)


@pytest.mark.parametrize("text", [text for texts in SATURDAY.values() for text in texts])
def test_a_weekday_is_the_latest_one(text: str) -> None:
    assert find_date(text, TODAY) == date(2026, 11, 21)


@pytest.mark.parametrize("language", SHAPES)
@given(day=PAST, with_year=st.booleans())
def test_a_day_and_a_month_in_words_come_back(language: str, day: date, with_year: bool) -> None:
    month = MONTHS[language].split()[day.month - 1]
    expected = day
    if not with_year:
        expected = max(d for year in range(2020, 2027) if (d := _in_year(day, year)) and d <= TODAY + timedelta(days=1))
    for shape in SHAPES[language]:
        if not with_year and "de{year}" in shape:
            continue
        written = shape.format(day=day.day, month=month, year=f" {day.year}" if with_year else "").rstrip(",")
        assert find_date(written, TODAY) == expected, written
        assert date_spans(f"taxi 300 {written}"), written


def _in_year(day: date, year: int) -> date | None:
    try:
        return day.replace(year=year)
    except ValueError:
        return None


@given(PAST)
def test_characters_and_figures_put_the_year_first(day: date) -> None:
    for text in (
        f"{day.year}年{day.month}月{day.day}日ランチ",
        f"{day.year}年{day.month}月{day.day}号打车",
        f"ランチ {day:%Y/%m/%d} です",
        f"打车 {day:%y-%m-%d} 了",
    ):
        assert find_date(text, TODAY) == day


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("vingt et un mai", "2026-05-21"),
        ("twenty-second of June", "2026-06-22"),
        ("veintiuno de mayo", "2026-05-21"),
        ("vinte e um de maio", "2026-05-21"),
        ("ventuno maggio", "2026-05-21"),
        ("einundzwanzigster Mai", "2026-05-21"),
        ("der erste Mai", "2026-05-01"),
        ("de eenentwintigste van mei", "2026-05-21"),
        ("Mayıs'ın yirmi birinde", "2026-05-21"),
        ("الثاني والعشرين من مايو", "2026-05-22"),
        ("الخامس عشر من تشرين الأول", "2026-10-15"),
        ("خمسة عشر مايو", "2026-05-15"),
        ("on beş Mayıs", "2026-05-15"),
        ("on beşinci Mayıs", "2026-05-15"),
        ("في 15", "2026-11-15"),
        ("五月二十一日", "2026-05-21"),
        ("令和8年5月21日", "2026-05-21"),
        ("le 17 du 11", "2026-11-17"),
        ("el 15", "2026-11-15"),
        ("il 15", "2026-11-15"),
        ("am 15.", "2026-11-15"),
        ("op 15", "2026-11-15"),
        ("dia 15", "2026-11-15"),
        ("يوم 15", "2026-11-15"),
        ("15日", "2026-11-15"),
        ("15号", "2026-11-15"),
        ("22 - 4 - 2016", "2016-04-22"),
        ("première dimanche de novembre", "2026-11-01"),
        ("el primer domingo de noviembre", "2026-11-01"),
        ("11月第一个星期日", "2026-11-01"),
        ("el 20 del mes pasado", "2026-10-20"),
        ("de 20e van vorige maand", "2026-10-20"),
        ("先月の20日", "2026-10-20"),
        ("2 anni, 1 mese e 3 giorni fa", "2024-10-21"),
        ("قبل شهرين وأسبوع", "2026-09-17"),
        ("两个月前", "2026-09-24"),
    ],
)
def test_ordinals_words_and_days_alone_are_read(text: str, expected: str) -> None:
    assert str(find_date(text, TODAY)) == expected


IMPOSSIBLE = (
    "30 February",
    "Feb 30",
    "le 31 avril",
    "30 février 2026",
    "31 جوان",
    "30 فيفري 2026",
    "30 de febrero",
    "31 de abril de 2026",
    "31 aprile",
    "30. Februar",
    "31 april 2026",
    "31 Haziran",
    "2月30日",
    "2026年4月31日",
    "30/02/2026",
    "2026-02-30",
    "31.4.2026",
)


@pytest.mark.parametrize("text", IMPOSSIBLE)
def test_a_day_that_no_calendar_has_is_none_and_no_amount_either(text: str) -> None:
    assert find_dates(text, TODAY) == []
    (read,) = read_message(f"taxi 300 DA {text}", today=TODAY, currency="DZD")
    assert (int(read.amount), read.date) == (300, TODAY)


@pytest.mark.parametrize(
    "text",
    [
        "pazar 300",
        "mar 12 euro",
        "the second one 500",
        "secondo piatto 12 euro",
        "segunda mano 20",
        "le 5€ menu",
        "坐3号线5元",
        "10日元",
        "menu du 5 12€",
        "5 set of plates",
        "mi pan 20",
        "do 20 dumplings",
        "Ich war hier 20 Euro",
        "en 3 cuotas",
        "3 days",
    ],
)
def test_other_words_are_no_dates(text: str) -> None:
    assert find_dates(text, TODAY) == []


@given(
    st.sampled_from([*NEAR["fr"], *NEAR["ar"], *NEAR["zh"], *IMPOSSIBLE, "le 5", "3 days ago", "周五"]),
    st.text(max_size=40),
)
def test_where_dates_stand_does_not_depend_on_the_day(date_text: str, around: str) -> None:
    text = f"{around} {date_text}"
    spans = date_spans(text)
    for today in (date(2026, 11, 24), date(2024, 2, 29), date(2023, 7, 1)):
        assert {(found.start, found.end) for found in find_dates(text, today)} <= set(spans)
