"""What products, merchants and budget titles belong to, in English, French and Arabic.

`TITLES`: words of budget titles (and of a model's category). `THINGS`: words of products and merchants.
`RELATED`: where a thing goes when nobody keeps a budget of its own kind, the nearest first.
"""

TITLES = {
    "food": "food nutrition alimentation alimentaire nourriture طعام أكل غذاء أغذية تغذية مأكولات comida lebensmittel essen",
    "dining": "dining restaurants restaurant eating takeaway resto restos restauration sorties مطاعم مطعم مقاهي café cafés",
    "groceries": "groceries grocery supermarket household courses épicerie supermarché بقالة مقاضي تموين سوبرماركت تسوق مواد",
    "transport": "transport transportation commute commuting car auto vehicle mobility déplacements déplacement voiture véhicule "
    "trajets نقل مواصلات تنقل سيارة",
    "housing": "housing rent home mortgage logement loyer maison habitation hypothèque سكن إيجار كراء منزل بيت",
    "utilities": "utilities utility bills bill energy factures facture charges énergie فواتير فاتورة مرافق خدمات",
    "communication": "phone internet telecom mobile communication communications téléphone télécom téléphonie هاتف اتصالات إنترنت",
    "health": "health medical healthcare medicine pharmacy santé médical médicaments soins pharmacie صحة علاج طب أدوية صيدلية",
    "clothing": "clothing clothes fashion apparel shoes vêtements habillement habits mode ملابس ألبسة أزياء",
    "education": "education school studies learning éducation école études scolarité formation تعليم دراسة مدرسة",
    "entertainment": "entertainment fun leisure hobbies recreation loisirs divertissement divertissements loisir ترفيه تسلية هوايات",
    "subscriptions": "subscriptions subscription streaming abonnements abonnement اشتراكات اشتراك",
    "travel": "travel trips holiday holidays vacation voyages voyage vacances سفر رحلات عطلة سياحة",
    "shopping": "shopping purchases stuff achats shopping مشتريات تسوق",
    "electronics": "electronics tech gadgets électronique informatique إلكترونيات",
    "beauty": "beauty grooming personal care hygiene cosmetics beauté hygiène cosmétiques coiffure جمال عناية نظافة",
    "sport": "sport sports fitness gym رياضة",
    "gifts": "gifts gift donations charity cadeaux cadeau dons charité هدايا هدية صدقة تبرعات زكاة",
    "children": "children kids child baby enfants enfant bébé أطفال أولاد طفل",
    "pets": "pets pet animaux animal حيوانات",
    "insurance": "insurance assurance assurances تأمين",
    "taxes": "taxes tax impôts impôt taxes ضرائب",
    "savings": "savings saving investment investments épargne investissement ادخار توفير استثمار",
    "house_goods": "furniture furnishing household meubles ameublement équipement أثاث",
    "debts": "debt debts loan loans dettes crédit prêt ديون قروض",
    "other": "other others misc miscellaneous divers autre autres أخرى متفرقات متنوعة",
}
THINGS = {
    "dining": "coffee cafe cafeteria latte espresso cappuccino tea breakfast brunch lunch dinner supper restaurant resto pizza pizzeria "
    "burger fastfood sandwich shawarma chawarma kebab tacos sushi bar pub beer cocktail meal meals takeaway takeout delivery snack "
    "snacks ramen noodles icecream dessert tip starbucks mcdonalds mcdonald kfc subway dominos café cafés thé déjeuner dîner "
    "petit-déjeuner goûter repas boisson bière glace pâtisserie قهوة مقهى كافيه شاي فطور إفطار غداء عشاء مطعم بيتزا برغر شاورما ساندويتش "
    "وجبة وجبات حلويات عصير مشروب",
    "groceries": "groceries grocery supermarket hypermarket market bread bakery milk eggs egg cheese butter meat chicken beef fish rice pasta "
    "flour sugar oil juice croissant croissants jus vegetables vegetable veggies fruits fruit apples bananas tomatoes potatoes water yogurt cereal butcher carrefour "
    "walmart aldi lidl tesco auchan monoprix leclerc uno ardis courses épicerie supermarché marché pain baguette boulangerie lait œufs "
    "oeufs fromage beurre viande poulet poisson riz pâtes farine sucre huile légumes légume fruits boucherie eau yaourt بقالة سوبرماركت "
    "سوق خبز مخبزة حليب بيض جبن زبدة لحم دجاج سمك أرز طحين سكر زيت خضر خضروات خضار فواكه ماء",
    "transport": "taxi cab uber bolt yassir heetch careem lyft bus train metro subway tram tramway ferry fuel petrol gas gasoline diesel "
    "parking toll garage mechanic tyre tyres tires carwash ride fare scooter bike essence carburant gasoil gazole mazout péage métro "
    "stationnement vidange mécanicien pneu pneus trajet covoiturage تاكسي سيارة حافلة باص قطار مترو ترامواي ترام بنزين وقود مازوت مازوط "
    "موقف ميكانيكي транспорт такси",
    "housing": "rent mortgage landlord apartment flat house loyer appartement syndic إيجار كراء شقة",
    "utilities": "electricity electric water gas heating power sonelgaz seaal utility électricité eau gaz chauffage كهرباء ماء غاز سونلغاز",
    "communication": "phone internet wifi mobile topup recharge sim djezzy mobilis ooredoo flexy téléphone forfait fibre adsl idoom هاتف إنترنت "
    "انترنت رصيد شحن فليكسي",
    "health": "doctor dentist hospital clinic pharmacy medicine medicines medication pills vitamins glasses optician therapy surgery médecin "
    "dentiste hôpital clinique pharmacie médicament médicaments ordonnance lunettes opticien analyse analyses consultation طبيب دكتور "
    "أسنان مستشفى عيادة صيدلية دواء أدوية نظارات تحاليل",
    "clothing": "clothes shirt shirts tshirt jeans trousers pants dress skirt jacket coat shoes sneakers boots socks hat zara h&m uniqlo "
    "vêtements chemise pantalon robe jupe veste manteau chaussures baskets chaussettes chapeau ملابس قميص سروال فستان حذاء أحذية معطف "
    "جاكيت حجاب",
    "education": "school tuition university course class classes book books textbook textbooks stationery notebook pen pens udemy école "
    "scolarité université formation livre livres cahier cahiers stylo stylos fournitures مدرسة جامعة كتاب كتب دفتر دفاتر أدوات مدرسية دورة "
    "دروس قلم أقلام",
    "entertainment": "cinema movie movies film theatre theater concert game games gaming playstation xbox steam museum bowling party club "
    "festival cinéma théâtre jeu jeux musée spectacle سينما فيلم مسرح حفلة لعبة ألعاب متحف",
    "subscriptions": "netflix spotify youtube disney subscription shahid canal icloud abonnement اشتراك",
    "travel": "hotel flight flights airbnb hostel plane visa passport booking airline hôtel vol avion billet auberge passeport فندق طيران طائرة "
    "تذكرة تأشيرة جواز",
    "electronics": "laptop computer charger headphones earphones keyboard mouse monitor tablet tv television camera smartphone iphone "
    "ordinateur chargeur casque clavier souris écran tablette télé télévision حاسوب كمبيوتر شاحن سماعات لوحة تلفاز",
    "beauty": "haircut barber salon hairdresser shampoo soap toothpaste perfume makeup cosmetics coiffeur shampooing savon dentifrice parfum "
    "maquillage حلاق حلاقة شامبو صابون عطر مكياج صالون",
    "sport": "gym fitness football swimming pool yoga salle piscine musculation نادي جيم مسبح كرة",
    "gifts": "gift gifts present donation charity zakat cadeau cadeaux don fleurs flowers هدية هدايا صدقة تبرع زكاة ورود",
    "children": "diapers toys toy nursery daycare babysitter couches jouets jouet crèche nounou حفاضات حفاظات ألعاب حضانة",
    "pets": "cat dog vet veterinary petfood vétérinaire croquettes chat chien قط كلب بيطري",
    "insurance": "insurance premium assurance تأمين",
    "taxes": "tax taxes impôt impôts vignette ضريبة ضرائب",
    "house_goods": "furniture sofa chair table bed lamp ikea fridge oven detergent meuble meubles canapé chaise lit lampe frigo four lessive "
    "أثاث كرسي سرير مصباح ثلاجة فرن منظف",
    "debts": "loan debt instalment installment crédit dette قرض دين قسط",
    "savings": "savings deposit épargne ادخار",
}
RELATED = {
    "food": "groceries dining",
    "dining": "food entertainment",
    "groceries": "food house_goods shopping",
    "transport": "travel",
    "housing": "utilities",
    "utilities": "housing",
    "communication": "utilities subscriptions",
    "clothing": "shopping",
    "electronics": "shopping entertainment",
    "beauty": "health shopping",
    "sport": "health entertainment",
    "subscriptions": "entertainment utilities",
    "entertainment": "travel",
    "travel": "entertainment transport",
    "education": "children",
    "children": "education shopping",
    "gifts": "shopping",
    "house_goods": "housing shopping",
    "insurance": "health transport utilities",
    "pets": "groceries",
    "shopping": "clothing",
    "taxes": "utilities",
}
