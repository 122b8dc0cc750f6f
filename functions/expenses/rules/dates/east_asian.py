"""Dates written in Chinese and Japanese characters: 2026年11月12日, 昨天, 上周五, 三日前, 来月の第2月曜日."""

import re
from collections.abc import Callable, Iterator
from datetime import date

from functions.expenses.rules.period_arithmetic import months_back, nth_weekday, past_day, past_weekday, shifted
from functions.expenses.rules.vocabulary.date_words import east_asian as words
from functions.expenses.rules.vocabulary.number_words import CJK_DIGITS, CJK_SCALES

_CHARACTERS = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
_N = r"[0-9]{1,4}|[〇零一二三四五六七八九十廿卅百千两兩]{1,6}"
_DAYS, _YEARS, _MONTHS, _WEEKS = (
    "|".join(sorted(table, key=len, reverse=True))
    for table in (words.DAYS_OFF, words.YEARS_OFF, words.MONTHS_OFF, words.WEEKS_OFF)
)
_ERAS = "|".join(words.ERAS)
_LAST = "|".join(words.LAST)
_WEEKDAY = r"(?:(?P<jp>[月火水木金土日])曜日?|(?:星期|礼拜|禮拜|周|週)(?P<zh>[一二三四五六日天])(?!期))"
_ZH_WEEK = r"(?P<zhweek>上上|上|这|這|本|下下|下)(?:一)?(?:个|個)?(?=星期|礼拜|禮拜|周|週)"
_UNIT = r"(?:日|天|号|週間|週|周|(?:个|個)?星期|(?:个|個)?礼拜|か月|ヶ月|ケ月|カ月|ヵ月|个月|個月|年)"
_NO_DAY = r"(?!元|圆|圓|本|間|间|币|円|线|線|楼|店|室|車|车)"  # 10日元 are yen, 3号线 is a train

Read = Callable[[re.Match[str], date], date | None]


def is_east_asian(text: str) -> bool:
    """Whether Chinese or Japanese characters stand in the text: its figures then begin with the year."""
    return _CHARACTERS.search(text) is not None


def written_in_characters(text: str, today: date) -> Iterator[tuple[date | None, int, int]]:
    """(date or None where the calendar has no such day, start, end) in order, without overlaps."""
    if not is_east_asian(text):
        return
    place, ahead = 0, {pattern: pattern.search(text) for pattern in _PATTERNS}
    while True:
        for pattern, match in tuple(ahead.items()):
            if match and match.start() < place:
                ahead[pattern] = pattern.search(text, place)
        found = [(match, _PATTERNS[pattern]) for pattern, match in ahead.items() if match]
        if not found:
            return
        match, read = min(found, key=lambda hit: (hit[0].start(), -hit[0].end()))
        yield read(match, today), match.start(), match.end()
        place = match.end()


def number_of(text: str | None) -> int | None:
    """12, 十二, 二〇一六, 两千零四; None without a text or when it is no number."""
    if not text:
        return None
    if text == "元":  # the first year of an era
        return 1
    if text.isascii():
        return int(text)
    text = text.replace("廿", "二十").replace("卅", "三十")
    if not any(char in CJK_SCALES for char in text):
        return int("".join(str(CJK_DIGITS[char]) for char in text))
    total, digit = 0, 0
    for char in text:
        if char in CJK_SCALES:
            total, digit = total + (digit or 1) * CJK_SCALES[char], 0
        else:
            digit = CJK_DIGITS[char]
    return total + digit


def _calendar(match: re.Match[str], today: date) -> date | None:
    """2016年1月12日, 去年3月5日, 来月の十日, 12日"""
    given = match.groupdict()
    day, month, year = (number_of(given.get(name)) for name in ("day", "month", "year"))
    if year is not None and given["era"]:
        year += words.ERAS[given["era"]] - 1
    if given.get("otheryear"):
        year = today.year + words.YEARS_OFF[given["otheryear"]]
    if given.get("othermonth"):
        other = months_back(today.replace(day=1), -words.MONTHS_OFF[given["othermonth"]])
        month, year = other.month, year or other.year
    if day is None or day > 31 or (year is not None and month is None):
        return None
    return past_day(today, day, month, year)


def _named(match: re.Match[str], today: date) -> date:
    return shifted(today, words.DAYS_OFF[match["named"]])


def _weekday_of(match: re.Match[str]) -> int:
    found = match["jp"] or match["zh"]
    return "月火水木金土日".index(found) if match["jp"] else "一二三四五六日".index(found.replace("天", "日"))


def _weekday(match: re.Match[str], today: date) -> date:
    weekday = _weekday_of(match)
    steps = words.WEEKS_OFF.get(match["week"] or "", words.CHINESE_WEEKS.get(match["zhweek"] or ""))
    if steps is not None:
        return shifted(today, weekday - today.weekday() + 7 * steps)
    return past_weekday(today, weekday, strictly=bool(match["last"]))


def _nth(match: re.Match[str], today: date) -> date | None:
    """来月の第2月曜日, 7月の第一金曜日"""
    rank, weekday, month = number_of(match["rank"]) or 9, _weekday_of(match), number_of(match["month"])
    if rank > 4 or (month or 1) > 12:
        return None
    if month:
        found = nth_weekday(today.year, month, weekday, rank)
        return found if found <= shifted(today, 1) else nth_weekday(today.year - 1, month, weekday, rank)
    first = months_back(today.replace(day=1), -words.MONTHS_OFF.get(match["othermonth"] or "", 0))
    return nth_weekday(first.year, first.month, weekday, rank)


def _counted(match: re.Match[str], today: date) -> date | None:
    """3日前, 两周前, 数日前, 1か月2年21日前, 昨日の2日前; days after only from a named day or from now."""
    sign = -1 if match["side"][0] in "前以之" and "后" not in match["side"] and "後" not in match["side"] else 1
    day = shifted(today, words.DAYS_OFF[match["anchor"]]) if match["anchor"] else today
    for part in re.finditer(rf"(?P<count>{_N}|数|几|幾)(?P<unit>{_UNIT})", match["parts"]):
        count = number_of(part["count"]) if part["count"] not in {"数", "几", "幾"} else 3
        if count is None or count > 400:
            return None
        unit = part["unit"].lstrip("个個")
        if unit in {"日", "天", "号"}:
            day = shifted(day, sign * count)
        elif unit in {"週間", "週", "周", "星期", "礼拜"}:
            day = shifted(day, sign * 7 * count)
        else:
            day = months_back(day, -sign * count * (12 if unit == "年" else 1))
    return day


_FULL = re.compile(
    rf"(?:(?P<era>{_ERAS})?(?P<year>{_N}|元)年(?:の)?|(?P<otheryear>{_YEARS})の?)?"
    rf"(?:(?P<month>{_N})月の?|(?P<othermonth>{_MONTHS})[の的]?)(?P<day>{_N})(?:日目?|号|號)?{_NO_DAY}"
    rf"(?:[,，]?(?:の|\()?{_WEEKDAY}\)?)?"
)
_DAY_ALONE = re.compile(
    r"(?<![0-9一二三四五六七八九十月年])(?P<day>[0-9]{1,2}|[一二三四五六七八九十]{1,3})(?:日目?|号|號)"
    rf"{_NO_DAY}(?!前|後|后|以|之)(?:の?{_WEEKDAY})?"
)
_NAMED = re.compile(rf"(?P<named>{_DAYS})")
_WEEK = re.compile(rf"(?:(?P<week>{_WEEKS})の?|{_ZH_WEEK}|(?P<last>{_LAST})の?)?{_WEEKDAY}")
_RANKED = re.compile(
    rf"(?:(?P<month>{_N})月|(?P<othermonth>{_MONTHS}))?[の的]?第(?P<rank>[1-4一二三四])(?:个|個)?の?{_WEEKDAY}"
)
_PART = rf"(?:{_N}|数|几|幾){_UNIT}(?:と|和|零)?"
_COUNTED = re.compile(
    rf"(?:(?P<anchor>{_DAYS})(?:の|から|的)?)?(?P<parts>(?:{_PART})+)(?P<side>以前|之前|前|以后|以後|之后|之後|后|後)"
)
_PATTERNS: dict[re.Pattern[str], Read] = {
    _FULL: _calendar,
    _DAY_ALONE: _calendar,
    _NAMED: _named,
    _WEEK: _weekday,
    _RANKED: _nth,
    _COUNTED: _counted,
}
