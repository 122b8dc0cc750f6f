"""Names of months and weekdays in the three languages, folded."""

from shared.ai.facts.patterns import folded

# January first. `|` parts the forms; Arabic has them of the Maghreb, Egypt and the Levant.
_MONTHS = (
    "january|janvier|يناير|جانفي|كانون الثاني",
    "february|février|فبراير|فيفري|شباط",
    "march|mars|مارس|آذار",
    "april|avril|أبريل|إبريل|أفريل|نيسان",
    "may|mai|مايو|ماي|أيار",
    "june|juin|يونيو|جوان|حزيران",
    "july|juillet|يوليو|جويلية|يوليوز|تموز",
    "august|août|أغسطس|أوت|غشت|آب",
    "september|septembre|سبتمبر|شتنبر|أيلول",
    "october|octobre|أكتوبر|تشرين الأول",
    "november|novembre|نوفمبر|نونبر|تشرين الثاني",
    "december|décembre|ديسمبر|دجنبر|كانون الأول",
)
_SHORT = (
    "jan|janv",
    "feb|févr|fév",
    "mar",
    "apr|avr",
    "",
    "jun",
    "jul|juil",
    "aug",
    "sep|sept",
    "oct",
    "nov",
    "dec|déc",
)
# Monday first.
_WEEKDAYS = (
    "monday|mon|lundi|الاثنين|الإثنين",
    "tuesday|tue|tues|mardi|الثلاثاء",
    "wednesday|wed|mercredi|الأربعاء",
    "thursday|thu|thurs|jeudi|الخميس",
    "friday|fri|vendredi|الجمعة",
    "saturday|sat|samedi|السبت",
    "sunday|sun|dimanche|الأحد",
)
MONTH_OF = {form: rank for rank, line in enumerate(_MONTHS, 1) for form in folded(line)}
SHORT_MONTH_OF = {form: rank for rank, line in enumerate(_SHORT, 1) if line for form in folded(line)}
WEEKDAY_OF = {form: rank for rank, line in enumerate(_WEEKDAYS) for form in folded(line)}
# Also other words (may, march, to practise, father): months only beside a day, a year or a word that asks for one.
WEAK_MONTHS = frozenset(folded("may|march|mars|mai|ماي|مارس|آب"))
