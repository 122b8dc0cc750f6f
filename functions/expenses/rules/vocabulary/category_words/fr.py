"""French words of products, services and merchants, of Algeria as of France."""

THINGS = {
    "dining": "frites_sauce steak_frites vin tapas salade_composée soupe gaufre gaufres beignet beignets merguez_frites café cafés expresso thé petit_déjeuner déjeuner dîner goûter brunch repas restaurant resto cantine cafétéria brasserie bistrot "
    "pizzéria snack sandwich panini kebab chawarma tacos burger frites crêpe crêpes glace glaces pâtisserie pâtisseries gâteau boisson boissons "
    "bière bières apéro cocktail vin_au_verre terrasse pourboire à_emporter livraison_repas bourek bouraks chorba garantita karantita mahjouba "
    "couscous_restaurant rechta gargote fast_food quick mcdo salon_de_thé uber_eats deliveroo yassir_express jumia_food menu sushi traiteur",
    "groceries": "avocat_fruit avocats houmous courgettes aubergine choux melon pêches raisin poires mangue saumon jambon lardons ketchup mayonnaise moutarde vinaigre soda coca couscous_moyen lait_en_poudre limonade hamoud courses course épicerie épicier supermarché supérette hypermarché marché alimentation_générale pain baguette baguettes croissant "
    "croissants viennoiseries boulangerie boulanger lait œuf œufs oeufs fromage beurre crème yaourt yaourts viande viande_hachée boucher boucherie "
    "poulet bœuf boeuf agneau mouton dinde merguez poisson poissonnerie sardines thon crevettes riz pâtes semoule couscous farine levure sucre sel "
    "huile huile_d_olive épices harissa légume légumes fruit fruits pomme pommes banane bananes orange oranges dattes fraises pastèque tomate tomates "
    "pommes_de_terre patates oignon oignons ail carotte carottes salade poivrons pois_chiches lentilles haricots eau eau_minérale jus confiture miel "
    "chocolat biscuits conserves céréales carrefour carrefour_market auchan monoprix leclerc intermarché casino franprix lidl aldi uno ardis family_shop "
    "primeur surgelés picard",
    "household": "mouchoirs bougies désodorisant film_alimentaire serviettes_en_papier lessive liquide_vaisselle éponge éponges javel eau_de_javel produits_ménagers produit_ménager papier_toilette sopalin essuie_tout sacs_poubelle "
    "adoucissant balai serpillière ampoule ampoules piles détergent papier_aluminium",
    "transport": "taxi bus car_scolaire train métro tram tramway ticket_de_tram ticket_de_métro ticket_de_bus pass_navigo navigo carte_de_transport "
    "abonnement_transport! trajet covoiturage blablacar clandestin yassir heetch indrive course_yassir course_taxi course_heetch vélo trottinette sncf "
    "sntf billet_de_train ouigo vtc",
    "car": "essence carburant plein plein_d_essence gasoil gazole mazout sirghaz gpl péage autoroute stationnement parking vidange garage garagiste mécanicien "
    "pneu pneus plaquettes_de_frein freins batterie_voiture contrôle_technique lavage_voiture lavage_auto tôlier pièces_détachées pièces_auto naftal total_énergies "
    "pare_brise révision_voiture",
    "housing": "loyer! loyers! appartement studio syndic! caution agence_immobilière charges_locatives copropriété hypothèque! colocation",
    "utilities": "eau électricité facture! factures! eau_potable facture_d_eau! gaz gaz_de_ville bouteille_de_gaz butane chauffage sonelgaz seaal ade edf engie veolia "
    "poubelles_taxe fioul",
    "communication": "téléphone forfait forfait_mobile recharge recharge_téléphone flexy djezzy mobilis ooredoo idoom adsl fibre internet abonnement_internet! "
    "abonnement_téléphone! carte_sim puce crédit_téléphone orange_mobile sfr bouygues free_mobile box_internet wifi",
    "health": "antibiotiques tension thermomètre masque inhalateur paracétamol appareil_dentaire sage_femme médecin docteur généraliste pédiatre dentiste gynécologue ophtalmo dermatologue spécialiste hôpital clinique pharmacie médicament médicaments ordonnance "
    "lunettes lunettes_de_vue lentilles_de_contact opticien analyse analyses analyses_de_sang prise_de_sang radio scanner irm échographie consultation kiné kinésithérapeute "
    "psy psychologue doliprane efferalgan vaccin sirop vitamines pansements chirurgie soins mutuelle ostéopathe infirmier",
    "clothing": "talons sac legging gilet imperméable portefeuille montre bijoux bague bracelet vêtement vêtements chemise chemises pantalon pantalons jean t_shirt robe robes jupe veste manteau pull sweat costume cravate chaussure chaussures baskets "
    "bottes sandales claquettes chaussettes sous_vêtements pyjama chapeau casquette écharpe gants ceinture sac_à_main hijab foulard djellaba gandoura karakou kiabi zara celio "
    "couturière couturier retouche pressing cordonnier maillot_de_bain",
    "education": "école collège lycée scolarité! université fac inscription inscription_université frais_de_scolarité! formation cours cours_particuliers! cours_d_anglais "
    "cours_de_soutien! soutien_scolaire! leçon leçons livre livres manuel manuels cahier cahiers stylo stylos crayons fournitures fournitures_scolaires! cartable librairie "
    "papeterie examen photocopies cantine_scolaire! auto_école! permis_de_conduire!",
    "entertainment": "cinéma ciné place_de_ciné film théâtre concert spectacle jeu jeux jeux_vidéo console musée exposition zoo bowling discothèque boîte_de_nuit festival "
    "parc_d_attractions manège karaoké bd roman magazine loisir sortie plage balade",
    "subscriptions": "abonnement! abonnements! netflix spotify deezer canal canal_plus disney shahid iptv icloud adhésion",
    "travel": "billet hôtel! avion vol billet_d_avion! air_algérie auberge gîte camping voyage voyages passeport visa valise vacances agence_de_voyage! location_vacances omra! hadj! "
    "excursion croisière traversée corsica_linea péniche ferry_billet",
    "electronics": "ordinateur pc_portable chargeur casque écouteurs clavier souris écran tablette télé téléviseur appareil_photo smartphone téléphone_portable imprimante câble "
    "clé_usb disque_dur montre_connectée console_ps5",
    "beauty": "coiffeur coiffeuse coiffure coupe_de_cheveux barbier shampoing shampooing gel_douche savon dentifrice brosse_à_dents déodorant rasoir parfum maquillage rouge_à_lèvres "
    "crème_visage crème_solaire vernis manucure esthéticienne épilation hammam sephora cosmétiques soin_visage lessive_corps",
    "sport": "salle salle_de_sport! piscine musculation foot football tennis yoga équitation licence_sportive! club_de_sport! arts_martiaux judo karaté ski randonnée decathlon "
    "abonnement_à_la_salle! abonnement_salle_de_sport!",
    "gifts": "cadeau! cadeaux! fleurs bouquet bouquet_de_fleurs! carte_cadeau! carte_d_anniversaire",
    "charity": "don! dons! zakat! sadaqa! aumône! charité! association mosquée orphelins quête cagnotte! croissant_rouge! restos_du_cœur!",
    "children": "couche couches lingettes bébé jouet jouets poussette crèche! nounou! baby_sitter! garderie! lait_infantile! biberon argent_de_poche! petits_pots jardin_d_enfants! "
    "assistante_maternelle! puériculture",
    "pets": "chat chien chiot chaton vétérinaire! croquettes! litière! toilettage! animalerie! aquarium",
    "insurance": "assurance! assurances! assurance_auto! assurance_habitation! assurance_maladie! assurance_voyage! prime_d_assurance! mutuelle_santé!",
    "taxes": "impôt! impôts! taxe! taxes! taxe_foncière! taxe_d_habitation! vignette! amende! amendes! contravention! pv douane timbre_fiscal! casnos! cnas!",
    "house_goods": "meuble meubles canapé chaise chaises table bureau lit matelas lampe armoire étagère rideaux tapis frigo réfrigérateur congélateur four cuisinière machine_à_laver "
    "lave_linge lave_vaisselle micro_ondes bouilloire aspirateur mixeur casserole poêle assiettes vaisselle couverts serviettes draps couette oreiller climatiseur ventilateur "
    "fer_à_repasser ikea conforama condor iris",
    "repairs": "plombier! électricien! menuisier! peintre! serrurier! maçon! réparation! réparations! bricolage peinture vis perceuse outils quincaillerie leroy_merlin castorama ciment "
    "carrelage travaux jardinier chaudière robinet",
    "debts": "crédit! dette! dettes! prêt! mensualité! remboursement_crédit! échéance!",
    "savings": "épargne! livret_a! investissement! bourse actions cryptomonnaie retraite",
    "bank": "frais_bancaires! frais_de_banque! commission agios! frais_de_virement! carte_bancaire!",
    "celebrations": "mariage fête anniversaire gâteau_d_anniversaire aïd! ramadan! noël! baptême! circoncision! fiançailles! henné mouton_de_l_aïd! salle_des_fêtes! décorations "
    "feux_d_artifice enterrement",
    "tobacco": "cigarettes cigarette clopes tabac chemma briquet vapoteuse chicha narguilé feuilles_à_rouler",
    "work": "fournitures_de_bureau! coworking! cartes_de_visite nom_de_domaine hébergement_web notaire! avocat! comptable! timbres colis poste frais_de_dossier",
}
