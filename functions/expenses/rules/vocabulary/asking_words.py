"""Words with which people ask about something that they might buy, in English, French and Arabic; folded."""

from shared.folding import fold

_WORDS = (
    "can could should may i we you afford buy get purchase take pay is it ok okay worth a an the my some new one "
    "compare comparing between to for at of this that these those want would like thinking about please is are do "
    "think which better choose "
    "puis-je peux pouvons est-ce que je j on me m'offrir m'acheter acheter prendre payer offrir dois-je dois devrais "
    "devrais-je un une le la les des du de mon ma mes nouveau nouvelle compare comparer entre a pour ce cet cette "
    "veux voudrais envie est il elle bien raisonnable vaut le coup mieux choisir lequel laquelle "
    "هل اشتري أشتري يمكنني استطيع أستطيع شراء ان أن اقتني أقتني بين مقارنه مقارنة قارن جديد جديده جديدة اريد أريد ب "
    "price priced costs costing coûte coûtant بسعر سعره سعرها ثمنه ثمنها"
)
ASKING = frozenset(fold(word) for word in _WORDS.split())
