"""What people buy, written by hand before the lexicon was widened, and the budget that it belongs to.

Each line is a phrase and the English title of its budget; the same household's titles in French and Arabic stand below.
"""

TITLES = {
    "Groceries": ("Courses", "بقالة"),
    "Eating out": ("Restaurants", "مطاعم"),
    "Transport": ("Transports", "مواصلات"),
    "Rent": ("Loyer", "إيجار"),
    "Bills": ("Factures", "فواتير"),
    "Health": ("Santé", "صحة"),
    "Clothes": ("Vêtements", "ملابس"),
    "Education": ("Éducation", "تعليم"),
    "Leisure": ("Loisirs", "ترفيه"),
    "Gifts & charity": ("Cadeaux et dons", "هدايا وصدقات"),
    "Children": ("Enfants", "أطفال"),
    "Travel": ("Voyages", "سفر"),
    "Personal care": ("Beauté", "عناية شخصية"),
    "Furniture & appliances": ("Meubles et électroménager", "أثاث وأجهزة"),
    "Insurance & taxes": ("Assurances et impôts", "تأمين وضرائب"),
    "Pets": ("Animaux", "حيوانات"),
}
ENGLISH = """
weekly shop at Tesco | Groceries
two loaves of bread and eggs | Groceries
onions and carrots | Groceries
Sainsbury's | Groceries
frozen peas | Groceries
salmon fillets from the fishmonger | Groceries
dish soap and paper towels | Groceries
flat white | Eating out
takeaway curry | Eating out
Nando's with Sam | Eating out
beers after work | Eating out
Uber Eats | Eating out
bagel on the way | Eating out
Sunday brunch | Eating out
petrol | Transport
Oyster card top up | Transport
Uber to the airport | Transport
parking meter | Transport
new tyres | Transport
train ticket to Leeds | Transport
MOT test | Transport
rent for November | Rent
electric bill | Bills
broadband | Bills
council water charge | Bills
phone contract with Vodafone | Bills
prescription | Health
dentist check-up | Health
new glasses from Specsavers | Health
paracetamol | Health
physio session | Health
running shoes | Clothes
winter coat at Primark | Clothes
pair of jeans | Clothes
dry cleaning | Clothes
tuition fees | Education
piano lessons | Education
notebooks and pens | Education
cinema tickets | Leisure
gym membership | Leisure
Netflix | Leisure
concert in the park | Leisure
birthday present for mum | Gifts & charity
donation to Oxfam | Gifts & charity
nappies | Children
babysitter on Friday | Children
hotel in Lisbon | Travel
haircut | Personal care
shampoo and deodorant | Personal care
new fridge | Furniture & appliances
car insurance | Insurance & taxes
vet for the cat | Pets
"""
FRENCH = """
courses chez Lidl | Groceries
baguette et croissants à la boulangerie | Groceries
pommes de terre et oignons | Groceries
semoule et pois chiches | Groceries
viande hachée chez le boucher | Groceries
lait et yaourts | Groceries
liquide vaisselle et éponges | Groceries
Carrefour Market | Groceries
café au comptoir | Eating out
kebab | Eating out
déjeuner à la cantine | Eating out
resto avec Karim | Eating out
pizza à emporter | Eating out
bourek et chorba | Eating out
une bière en terrasse | Eating out
plein d'essence | Transport
pass Navigo | Transport
ticket de tram | Transport
vidange | Transport
péage | Transport
course Yassir | Transport
plaquettes de frein | Transport
lavage voiture | Transport
loyer de novembre | Rent
facture d'électricité | Bills
Sonelgaz | Bills
abonnement internet Free | Bills
recharge Djezzy | Bills
facture d'eau SEAAL | Bills
pharmacie | Health
consultation chez le médecin | Health
analyses de sang | Health
lunettes de vue | Health
Doliprane | Health
kiné | Health
chaussures | Clothes
manteau d'hiver | Clothes
robe chez Zara | Clothes
pressing | Clothes
fournitures scolaires | Education
cours d'anglais | Education
inscription à l'université | Education
place de ciné | Leisure
abonnement à la salle de sport | Leisure
Spotify | Leisure
cadeau d'anniversaire pour Lina | Gifts & charity
bouquet de fleurs | Gifts & charity
zakat | Gifts & charity
couches pour bébé | Children
crèche | Children
billet d'avion pour Oran | Travel
coiffeur | Personal care
parfum | Personal care
machine à laver | Furniture & appliances
assurance habitation | Insurance & taxes
croquettes pour le chat | Pets
"""
ARABIC = """
خضر وفواكه من السوق | Groceries
خبز وحليب | Groceries
كيلو لحم من الجزار | Groceries
دجاج وبيض | Groceries
زيت وسكر وقهوة | Groceries
سميد وطماطم | Groceries
صابون غسيل وجافيل | Groceries
سوبرماركت أرديس | Groceries
قهوة في المقهى | Eating out
غداء في المطعم | Eating out
شاورما | Eating out
بيتزا مع الأصدقاء | Eating out
فطور خارج البيت | Eating out
محجوبة وكرنتيكا | Eating out
عصير وكعك | Eating out
بنزين السيارة | Transport
تاكسي إلى العمل | Transport
تذكرة المترو | Transport
حافلة | Transport
تغيير زيت المحرك | Transport
غسيل السيارة | Transport
موقف السيارات | Transport
ياسير | Transport
كراء الشقة | Rent
إيجار البيت لشهر نوفمبر | Rent
فاتورة الكهرباء | Bills
سونلغاز | Bills
فاتورة الماء | Bills
تعبئة رصيد موبيليس | Bills
اشتراك الإنترنت | Bills
دواء من الصيدلية | Health
زيارة الطبيب | Health
طبيب الأسنان | Health
تحاليل الدم | Health
نظارات | Health
أشعة في العيادة | Health
حذاء رياضي | Clothes
قميص وسروال | Clothes
حجاب جديد | Clothes
خياطة فستان | Clothes
دروس خصوصية | Education
أدوات مدرسية | Education
كتب الجامعة | Education
تذاكر السينما | Leisure
اشتراك نتفليكس | Leisure
نادي رياضي | Leisure
هدية زواج | Gifts & charity
زكاة الفطر | Gifts & charity
صدقة للمسجد | Gifts & charity
حفاضات للرضيع | Children
حضانة الأولاد | Children
تذكرة طائرة إلى تونس | Travel
فندق في وهران | Travel
حلاقة | Personal care
عطر | Personal care
غسالة جديدة | Furniture & appliances
تأمين السيارة | Insurance & taxes
طعام القطط | Pets
"""


def pairs(block: str) -> list[tuple[str, str]]:
    """(phrase, English title) of every line."""
    lines = [line.partition(" | ") for line in block.strip().splitlines()]
    return [(phrase, title) for phrase, _, title in lines]
