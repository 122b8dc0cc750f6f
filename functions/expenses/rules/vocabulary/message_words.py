"""Words around an expense in English, French and Arabic, folded (see folding.py)."""

from functions.expenses.rules.folding import fold


def _set(line: str) -> frozenset[str]:
    return frozenset(map(fold, line.split()))


COUNT_NOUNS = _set(
    "items item pcs pieces piece people persons guests friends kids children days day weeks week months month years year nights "
    "night hours hour minutes minute times time things units tickets bottles boxes bags packs cups kilos km articles "
    "pièces personnes personne jours jour semaines semaine mois ans nuits nuit heures heure minutes fois choses amis enfants "
    "bouteilles boîtes sacs paquets أشخاص أيام يوم أسابيع أشهر شهر سنوات ساعات ساعة دقائق مرات مرة قطع قطعة أصدقاء كؤوس علب علبة"
)
ID_WORDS = _set(
    "order invoice facture commande room table gate flight ligne line bus vol chambre طلب فاتورة غرفة طاولة"
)
JOINING_WORDS = _set(
    "and or for on at in from to of with by via the a an my yesterday today tonight last this each per then plus total et ou pour "
    "chez au aux à de du des d le la les un une sur dans par avec hier aujourd ce cet cette puis en و في من على عند ل ب إلى مع "
    "أمس اليوم البارحة ثم"
)
MONEY_LEADS = _set(
    "spent spend paid pay cost costs costed price total about around approximately for worth gave dépensé payé coûté coûte "
    "prix environ donné دفعت صرفت أنفقت بـ ب كلفني كلفتني ثمن بقيمة بحوالي حوالي سعر بسعر is was a"
)
