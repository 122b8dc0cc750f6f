"""Twenty French texts in the manner of a chatty model. What stands in ⟦ ⟧ is a lie; everything else is true or no figure."""

# ruff: noqa: E501 - one phrase a line

from tests.shared.ai.facts.handwritten_snapshots import ADVICE, MONTH, TRIP

TEXTS = (
    (
        MONTH,
        (
            "Bravo ! 👏 Vous avez dépensé 84 250 DA ce mois-ci, soit 4 350 DA de moins qu'en octobre. Il vous reste "
            "**10 750 DA** pour les neuf prochains jours."
        ),
    ),
    (
        MONTH,
        "Les courses représentent ⟦36,8 %⟧ de vos dépenses, c'est-à-dire 32 480,50 DA sur 84 250 DA. Une belle part, non ?",
    ),
    (
        MONTH,
        (
            "### Le mois en trois points\n\n1) Courses : 32 480,50 DZD (38,6 %)\n2) Transport : 9 600 DZD\n3) Restaurants : "
            "7 125 DZD, six visites\n\nTotal : quarante-sept achats entre le 1er et le 30 novembre 2026."
        ),
    ),
    (
        MONTH,
        (
            "| Poste | Montant |\n|:--|--:|\n| Courses | 32 480,50 DA |\n| Transport | 9 600 DA |\n| Restaurants | ⟦71 250 DA⟧ |\n\n"
            "Plus grosse dépense : 6 900 DA le samedi 14 novembre, chez Épicerie Le Figuier 21."
        ),
    ),
    (
        MONTH,
        "Les restaurants sont en ⟦baisse de 12,4 %⟧, mais l'ensemble recule de 4,9 %. Je suis sûr à 100 % que ça va continuer.",
    ),
    (
        MONTH,
        (
            "Attention, le poste vêtements est dépassé de 1 200 dinars 😬. Un petit effort et c'est réglé : vous n'en êtes pas à un "
            "café près !"
        ),
    ),
    (
        MONTH,
        (
            "Environ 84 000 DA dépensés, un peu moins de 95 mille de plafond : la première moitié du chemin est derrière vous. "
            "Encore ⟦douze jours⟧ à tenir."
        ),
    ),
    (
        MONTH,
        (
            "Depuis le ⟦21 novembre⟧, aucun achat plus grand que celui de 6 900 DA. Les deux postes à surveiller : vêtements et "
            "restaurants (+12 %)."
        ),
    ),
    (
        MONTH,
        (
            "Vos restos ont augmenté de 12 %, et les courses pèsent près de 39 %. Conseil n° 1 : faites une liste. Conseil n° 2 : "
            "gardez-la. Réfléchissez à deux fois avant d'acheter neuf."
        ),
    ),
    (
        TRIP,
        (
            "Du vendredi 3 au mercredi 8 juillet 2026, vous avez dépensé 412,75 € et 18 300 DA. L'hôtel a coûté 240 €, soit 58,1 % "
            "des euros, un peu plus de la moitié."
        ),
    ),
    (
        TRIP,
        "Cinq jours, onze repas, 82,55 euros par jour en moyenne. On vous a remboursé ⟦53,20 €⟧, en deux fois.",
    ),
    (
        TRIP,
        "La nourriture ? 27 pour cent, à peine. L'Auberge des Trois Pins, ⟦le double⟧. Voilà où part l'argent 💸",
    ),
    (
        TRIP,
        (
            "Petit rappel : 412,75 EUR dépensés du 03/07/2026 au 08/07/2026. En ⟦2025⟧, même séjour. Il y a de quoi sourire, "
            "et à la fois de quoi compter."
        ),
    ),
    (
        ADVICE,
        (
            "L'ordinateur coûte 129 000 DA, soit 41,6 % de vos économies (310 000 DA). L'objectif serait repoussé de 45 jours ; "
            "dès le 1er février 2027, aucun souci. Le mieux est donc d'attendre un peu, tout simplement."
        ),
    ),
    (
        ADVICE,
        "Le point bas tombe le 18 janvier 2027 avec 12,3 k DA. Votre loyer prend la moitié de vos revenus (⟦58 000 DA⟧ par mois).",
    ),
    (
        ADVICE,
        (
            "Vous payez neuf abonnements et un tiers ne sert à rien : trois sur neuf, exactement. À l'année, environ 1,2 million de "
            "dinars."
        ),
    ),
    (
        ADVICE,
        (
            "Vous payez neuf abonnements et ⟦un quart⟧ ne sert à rien. L'électricité a triplé. Posez-vous une seconde et faites "
            "le point."
        ),
    ),
    (
        ADVICE,
        (
            "Vos économies couvrent 3,6 mois de dépenses. L'achat en prend ⟦14,6 %⟧, donc pas de panique ; rendez-vous en février "
            "2027 pour en reparler, d'accord à 100 % ?"
        ),
    ),
    (
        ADVICE,
        (
            "Étape 1 : attendre février. Étape 2 : payer 129 mille dinars. Étape 3 : profiter ! Il restera un solde de "
            "⟦12 300 €⟧ au plus bas."
        ),
    ),
    (
        ADVICE,
        (
            "Franchement, rien ne presse. Une dépense comme celle-ci se mûrit ; prenez un dimanche matin, un bon café, et posez-vous "
            "la question une dernière fois. L'un n'empêche pas l'autre 😉"
        ),
    ),
)
