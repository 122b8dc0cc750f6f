"""What looks like a figure and claims none: list numbers, "step 2", 24/7, "think twice", "here are three tips"."""

import re

from shared.ai.facts.folded_text import FoldedText
from shared.ai.facts.patterns import END, MASKED, START, WORD_NUMBER, any_of, word

_NO_MORE = r"(?!\d|[.,]\d| ?%)"
_N = rf"\d{{1,2}}{WORD_NUMBER}?"
# Numbers that lists, headings and ranks carry. The group `n` is what is no figure.
_NUMBERING = (
    re.compile(r"(?m)^[ >#+-]{0,12}(?P<n>\(?\d{1,2}[.)])(?=[ \n]|$)"),  # 1. or 1) or (1)
    re.compile(r"(?m)^ {0,3}#{1,6} (?P<n>\d{1,2}(?:\.\d{1,2}){0,3})(?= [^\W\d_])"),  # ## 2.1 Heading
    re.compile(rf"(?<![\d.,])(?P<n>\((?:1?\d|20)\))(?= ?{START}[^\W\d_])"),  # (1) cook, (2) walk
    re.compile(rf"(?<![\d.,(])(?<![$€£] )(?P<n>{START}\d\)) (?=[^\W\d_])"),  # 1) cook
    re.compile(
        rf"{word('step|tip|option|point|part|section|idea|scenario|plan|rule|question')} #?(?P<n>{_N}){_NO_MORE}"
    ),
    re.compile(
        rf"{word('étape|conseil|astuce|partie|scénario|idée|règle|option|point')} (?:n° ?|no )?(?P<n>{_N}){_NO_MORE}"
    ),
    re.compile(rf"{word('الخطوة|خطوة|النصيحة|نصيحة|الخيار|خيار|النقطة|الفكرة|الجزء')} (?:رقم )?(?P<n>{_N}){_NO_MORE}"),
    re.compile(rf"(?P<n>(?:#|n° ?|{START}no\. ?){_N})(?!\d|[.,]\d)"),
    re.compile(rf"{word('number|numéro|رقم')} (?P<n>(?:one|un|1){WORD_NUMBER}?|واحد)(?!\d)"),
    re.compile(rf"(?<![\d.,])(?P<n>\d{{1,2}})(?:st|nd|rd|th) (?:[a-z]+est|most|least|best|worst){END}"),
    re.compile(rf"(?<![\d.,])(?P<n>\d{{1,2}})(?:e|eme|er) (?:plus|moins){END}"),
    re.compile(rf"{word('top')}[ -]?(?P<n>{_N})(?!\d|[.,]\d)"),
)
# A small number of things that the text itself lists: three tips, deux pistes, ثلاث نصائح.
_TELLINGS = any_of(
    "tips|ideas|steps|things|points|ways|options|suggestions|reasons|questions|thoughts|notes|habits|words|levers|areas",
    "conseils|idées|étapes|choses|points|pistes|façons|options|raisons|questions|astuces|suggestions|gestes|remarques|mots",
    "leviers|axes",
    "نصائح|أفكار|خطوات|أشياء|نقاط|طرق|خيارات|أسباب|اقتراحات|ملاحظات|أسئلة|أمور",
)
_LISTED = (
    re.compile(rf"(?<![\d.,])(?P<n>[1-9]{WORD_NUMBER}?) (?:[^\W\d_]{{2,14}} )?{_TELLINGS}{END}"),
    re.compile(rf"{word('الأشياء|النصائح|الخطوات|النقاط|الأمور')} (?P<n>[1-9]{WORD_NUMBER}?)(?!\d)"),
    re.compile(
        rf"{word('les|ces|the|these|those|all|tous les|toutes les|your|vos')} (?P<n>[23]{WORD_NUMBER})(?= [^\W\d_])"
    ),
)
_PHRASES = re.compile(
    rf"(?<![\d/])(?:24/7|50/50|50/30/20|80/20)(?![\d/])|360°|{START}4x4{END}"
    rf"|{START}(?:[345]g|2fa|[23]d){END}"
    rf"|{START}[وف]?"
    + any_of(
        "think twice|thinking twice|look twice|check twice|double check|double-check|double down|double-edged",
        "a thousand thanks|thanks a million|one in a million|million dollar question|on cloud nine|at sixes and sevens",
        "better half|half the battle|half the fun|half the story|second to none|two cents|no two",
        "a thing or two|one or two",
        "a double espresso|a double room|a double shift|a double whammy|tiers payant|le tiers payant",
        "two birds with one stone|in two minds|on all fours|high five|dressed to the nines|nine to five",
        "réfléchir à deux fois|réfléchissez à deux fois|réfléchis à deux fois",
        "regarder à deux fois|y regarder à deux fois",
        "mille fois|mille mercis|merci mille fois|un ou deux|une ou deux|deux ou trois|quatre à quatre|en deux mots",
        "se mettre en quatre|à deux pas|tiré à quatre épingles|les deux|tous les deux|toutes les deux",
        "de deux choses l'une",
        "en un mot comme en cent",
        "d'une pierre deux coups|moitié-moitié|trois fois rien|couper les cheveux en quatre|entre deux",
        "فكر مرتين|التفكير مرتين|تفكر مرتين|ألف شكر|شكرا ألف مرة|ألف مبروك|نقاط الضعف|نقطة ضعف|نقطة الضعف|عصفورين بحجر",
        "بين اثنين|أكثر من مرة|مرة أو مرتين|ألف مرة",
    )
    + END
)
_SURE = (
    word(
        "sure|certain|confident|convinced|honest|worth|natural|agree|behind|on board|right|yours|serious",
        "clear|safe|guaranteed",
    ),
    word("sûr|sûre|certain|certaine|convaincu|convaincue|d'accord|honnête|raison|avec vous|sincère|serein|sereine"),
    word("متأكد|متأكدة|واثق|واثقة|محق|صادق|معك|على حق"),
)
_ALL = r"(?<![\d.,])100(?: ?%)"
_CERTAINTY = re.compile(rf"{_ALL} ?(?:{'|'.join(_SURE)})|(?:{'|'.join(_SURE)})(?: a| ب)? ?(?P<n>{_ALL})")
_RANKED_ROW = re.compile(r"(?m)^ {0,3}\| {0,9}(?P<n>\d{1,2}) {0,9}(?=\|)")
_ZERO = re.compile(rf"(?<![\d.,:/\u066b\u066c-])0(?![\d.,:/\u066b\u066c]\d|\d)(?!{WORD_NUMBER}? ?(?:[^\W\d_]|[%$€£]))")
_AFTER_WORDS = (_CERTAINTY, *_NUMBERING, *_LISTED, _ZERO)


def without_phrases(text: FoldedText, names: tuple[str, ...]) -> FoldedText:
    """Mask idioms that are written in words, and names that the caller vouches for, in folded text."""
    found = [match.span() for match in _PHRASES.finditer(text.text)]
    for name in names:
        if name and name.strip():
            found += [match.span() for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text.text)]
    return masked(text, found)


def without_numbering(text: FoldedText) -> FoldedText:
    """Mask what numbers lists or what is said idiomatically, once number words are digits."""
    found = []
    for pattern in _AFTER_WORDS:
        for match in pattern.finditer(text.text):
            whole = "n" not in pattern.groupindex or match["n"] is None
            found.append(match.span() if whole else match.span("n"))
    found += _ranks(text.text)
    return masked(text, found)


def _ranks(text: str) -> list[tuple[int, int]]:
    """The first cells of table rows where they count 1, 2, 3."""
    found: list[tuple[int, int]] = []
    expected = 1
    for match in _RANKED_ROW.finditer(text):
        rank = int(match["n"])
        if rank in {1, expected}:
            found.append(match.span("n"))
            expected = rank + 1
    return found


def masked(text: FoldedText, spans: list[tuple[int, int]]) -> FoldedText:
    """The text with these spans made unreadable; length and places stay."""
    chars = list(text.text)
    for start, end in spans:
        chars[start:end] = MASKED * (end - start)
    return FoldedText(text.raw, "".join(chars), text.starts, text.ends)
