"""English words of dates."""

from functions.expenses.rules.vocabulary.date_words.words import DateWords

WORDS = DateWords(
    language="en",
    months={
        1: "january, jan", 2: "february, feb", 3: "march, mar", 4: "april, apr", 5: "may", 6: "june, jun", 7: "july, jul",
        8: "august, aug", 9: "september, sep, sept", 10: "october, oct", 11: "november, nov", 12: "december, dec",
    },
    weekdays={
        0: "monday, mon", 1: "tuesday, tue, tues", 2: "wednesday, wed, weds", 3: "thursday, thu, thur, thurs",
        4: "friday, fri", 5: "saturday, sat", 6: "sunday, sun",
    },
    days_off={
        -2: "day before yesterday, two nights ago",
        -1: "yesterday, yday, last night, last day, past day, previous day",
        0: "today, tonight, this morning, this afternoon, this evening, just now, earlier today, right now",
        1: "tomorrow, tmrw, next day, following day",
        2: "day after tomorrow",
    },
    units={"day": "day days", "week": "week weeks wk wks", "month": "month months", "year": "year years yr yrs"},
    last="last past previous",
    this="this",
    next="next following",
    ordinals="first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twentyfirst twentysecond twentythird twentyfourth "
    "twentyfifth twentysixth twentyseventh twentyeighth twentyninth thirtieth",
    fillers="of the in on day",
    leads="the, on the, dated, date",
    weekday_leads="on",
    few="few several",
    one="a an",
    ago_after="ago, back, earlier",
    earlier="before",
    later="after, from",
    ahead_before="in, within",
    ahead_after="from now, later, after now",
    joiners="and",
    ordinal_marks="st nd rd th",
)  # fmt: skip
