"""Words for quarters and halves of a year: phrases between commas, by how many months they are."""

PARTS: dict[int, str] = {
    3: "quarter, quarters, trimestre, trimestres, ربع, أرباع, فصل, فصول, ثلاثي, ثلاثيات",
    6: "half year, half years, semester, semestre, semestres, سداسي, سداسيات, نصف سنة, نصف عام",
}
# A half of anything, unless a year stands after it.
HALVES = "half, moitié, نصف"
DUALS: dict[int, str] = {3: "ربعين, فصلين, ثلاثيين", 6: "سداسيين"}
# Q2, T2 and, where a year says what they are, S1.
CODES: dict[str, int] = {"q": 3, "t": 3, "h": 6, "s": 6}
SURE_CODES = frozenset({"q", "h"})
CODE_LEADS = frozenset({"au", "en", "rapport", "bilan"})
LAST = "last, past, previous, dernier, dernière, passé, précédent, الماضي, الأخير, السابق, المنصرم, الفارط, الفائت"
THIS = "this, current, ce, cette, actuel, en cours, courant, هذا, الحالي, الجاري"
NEXT = "next, following, coming, prochain, suivant, القادم, المقبل, التالي"
BETWEEN = "of the in for de du d l ' la le , - من في"
EVERY: dict[int, str] = {
    3: "quarterly, trimestriel, trimestrielle, trimestriels, فصلي, ربع سنوي, ثلاثي سنوي",
    6: "half yearly, semestriel, semestrielle, نصف سنوي",
}
