"""Number words by language, in rising order of value.

`SMALL`: words of 0, 1, 2 … up to 19 (or 99 in Hindi), `|` between spellings. `TENS`: 20, 30 … 90. `LARGE`: word=value.
`WEAK` words mean something else too, so alone they are numbers only beside a currency.
"""

SMALL = {
    "en": "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen",
    "fr": "zéro un|une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize",
    "ar": "صفر واحد|واحدة اثنان|اثنين|اثنتان|اثنتين|إثنان|زوج ثلاثة|ثلاث|تلاتة أربعة|أربع|ربعة خمسة|خمس ستة|ست "
    "سبعة|سبع ثمانية|ثماني|ثمان|تمنية تسعة|تسع عشرة|عشر",
    "es": "cero un|uno|una dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince "
    "dieciséis diecisiete dieciocho diecinueve veinte veintiuno|veintiún veintidós veintitrés veinticuatro "
    "veinticinco veintiséis veintisiete veintiocho veintinueve",
    "pt": "zero um|uma dois|duas três quatro cinco seis sete oito nove dez onze doze treze catorze|quatorze quinze "
    "dezesseis|dezasseis dezessete|dezassete dezoito dezenove|dezanove",
    "it": "zero un|uno|una due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici "
    "sedici diciassette diciotto diciannove",
    "de": "null ein|eins|eine|einen|einem zwei|zwo drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn "
    "vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn",
    "nl": "nul een|één twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien "
    "zeventien achttien negentien",
    "sv": "noll en|ett två tre fyra fem sex sju åtta nio tio elva tolv tretton fjorton femton sexton sjutton arton "
    "nitton",
    "nb": "null en|ett|én to|tvo tre fire fem seks sju|syv åtte ni ti elleve tolv tretten fjorten femten seksten sytten "
    "atten nitten",
    "tr": "sıfır bir iki üç dört beş altı yedi sekiz dokuz on",
    "ru": "ноль один|одна|одно два|две три четыре пять шесть семь восемь девять десять одиннадцать двенадцать "
    "тринадцать четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать",
    "bg": "нула един|една|едно два|две три четири пет шест седем осем девет десет единадесет дванадесет тринадесет "
    "четиринадесет петнадесет шестнадесет седемнадесет осемнадесет деветнадесет",
    "ro": "zero un|o|una|unu doi|două trei patru cinci șase șapte opt nouă zece unsprezece doisprezece treisprezece "
    "paisprezece cincisprezece șaisprezece șaptesprezece optsprezece nouăsprezece",
    "hr": "nula jedan|jedna|jedno dva|dvije tri četiri pet šest sedam osam devet deset jedanaest dvanaest trinaest "
    "četrnaest petnaest šesnaest sedamnaest osamnaest devetnaest",
    "ca": "zero un|una dos|dues tres quatre cinc sis set vuit nou deu onze dotze tretze catorze quinze setze disset "
    "divuit dinou vint",
    "id": "nol satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas",
    "vi": "không một|mốt hai ba bốn|tư năm|lăm sáu bảy tám chín",
    "ga": "náid aon|amháin dhá|dó trí ceathair|ceithre cúig sé seacht ocht naoi deich",
    "he": "אפס אחד|אחת|אחיד שניים|שתיים|שני|שתי שלוש|שלושה ארבע|ארבעה חמש|חמישה שש|שישה שבע|שבעה שמונה תשע|תשעה עשר|עשרה",
    "ka": "ნული ერთი ორი სამი ოთხი ხუთი ექვსი შვიდი რვა ცხრა ათი",
    "mn": "тэг нэг хоёр гурав|гурван дөрөв|дөрвөн тав|таван зургаа|зургаан долоо|долоон найм|найман ес|есөн арав|арван",
    "hi": "शून्य एक दो तीन चार पांच|पाँच छह|छः|छे सात आठ नौ दस ग्यारह बारह तेरह चौदह पंद्रह|पन्द्रह सोलह सत्रह अठारह उन्नीस "
    "बीस इक्कीस बाईस तेईस चौबीस पच्चीस छब्बीस सत्ताईस अट्ठाईस|अठाईस उनतीस तीस इकतीस बत्तीस तैंतीस चौंतीस पैंतीस छत्तीस "
    "सैंतीस अड़तीस उनतालीस चालीस इकतालीस बयालीस तैंतालीस चवालीस|चौवालीस पैंतालीस छियालीस सैंतालीस अड़तालीस उनचास पचास "
    "इक्यावन बावन तिरपन चौवन पचपन छप्पन सत्तावन अट्ठावन उनसठ साठ इकसठ बासठ तिरसठ चौंसठ पैंसठ छियासठ सड़सठ अड़सठ उनहत्तर "
    "सत्तर इकहत्तर बहत्तर तिहत्तर चौहत्तर पचहत्तर छिहत्तर सतहत्तर अठहत्तर उन्यासी अस्सी इक्यासी बयासी तिरासी चौरासी पचासी "
    "छियासी सत्तासी अट्ठासी नवासी नब्बे इक्यानवे बानवे तिरानवे चौरानवे पचानवे छियानवे सत्तानवे अट्ठानवे निन्यानवे",
}
TENS = {
    "en": "twenty thirty forty|fourty fifty sixty seventy eighty ninety",
    "fr": "vingt|vingts trente quarante cinquante soixante septante huitante|octante nonante",
    "ar": "عشرون|عشرين ثلاثون|ثلاثين|تلاتين أربعون|أربعين|ربعين خمسون|خمسين ستون|ستين سبعون|سبعين ثمانون|ثمانين تسعون|تسعين",
    "es": "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa",
    "pt": "vinte trinta quarenta cinquenta sessenta setenta oitenta noventa",
    "it": "venti|vent trenta|trent quaranta|quarant cinquanta|cinquant sessanta|sessant settanta|settant "
    "ottanta|ottant novanta|novant",
    "de": "zwanzig dreißig|dreissig vierzig fünfzig sechzig siebzig achtzig neunzig",
    "nl": "twintig dertig veertig vijftig zestig zeventig tachtig negentig",
    "sv": "tjugo trettio fyrtio femtio sextio sjuttio åttio nittio",
    "nb": "tjue|tyve tretti|tredve førti femti seksti sytti åtti nitti",
    "tr": "yirmi otuz kırk elli altmış yetmiş seksen doksan",
    "ru": "двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто",
    "bg": "двадесет тридесет четиридесет петдесет шестдесет седемдесет осемдесет деветдесет",
    "ro": "douăzeci treizeci patruzeci cincizeci șaizeci șaptezeci optzeci nouăzeci",
    "hr": "dvadeset trideset četrdeset pedeset šezdeset sedamdeset osamdeset devedeset",
    "ca": "vint trenta quaranta cinquanta seixanta setanta vuitanta noranta",
    "ga": "fiche tríocha daichead caoga seasca seachtó ochtó nócha",
    "he": "עשרים שלושים ארבעים חמישים שישים שבעים שמונים תשעים",
    "mn": "хорь|хорин гуч|гучин дөч|дөчин тавь|тавин жар|жаран дал|далан ная|наян ер|ерэн",
    "ka": "ოცი ოცდაათი ორმოცი ორმოცდაათი სამოცი სამოცდაათი ოთხმოცი ოთხმოცდაათი",
}
LARGE = {
    "en": "hundred=2 hundreds=2 thousand=3 thousands=3 grand=3 k=3 lakh=5 lakhs=5 lac=5 crore=7 crores=7 million=6 "
    "millions=6 mil=6 mio=6 mln=6 mm=6 billion=9 billions=9 bn=9 bln=9 trillion=12",
    "fr": "cent=2 cents=2 mille=3 million=6 millions=6 milliard=9 milliards=9",
    "ar": "مئة=2 مائة=2 مية=2 ميه=2 مئات=2 ألف=3 آلاف=3 ألفا=3 الف=3 ألاف=3 مليون=6 ملايين=6 مليونا=6 مليار=9 مليارات=9 بليون=9",
    "es": "cien=2 ciento=2 mil=3 millón=6 millones=6",
    "pt": "cem=2 cento=2 mil=3 milhão=6 milhões=6 milhoes=6 bilhão=9 bilhões=9",
    "it": "cento=2 mille=3 mila=3 milione=6 milioni=6 miliardo=9 miliardi=9",
    "de": "hundert=2 tausend=3 million=6 millionen=6 mio=6 mrd=9 milliarde=9 milliarden=9",
    "nl": "honderd=2 duizend=3 miljoen=6 miljoenen=6 miljard=9",
    "sv": "hundra=2 tusen=3 miljon=6 miljoner=6 mkr=6 miljard=9 miljarder=9",
    "nb": "hundre=2 tusen=3 million=6 millioner=6 milliard=9 milliarder=9",
    "tr": "yüz=2 bin=3 milyon=6 milyar=9",
    "ru": "сто=2 тысяча=3 тысячи=3 тысяч=3 тыс=3 к=3 миллион=6 миллиона=6 миллионов=6 млн=6 миллиард=9 миллиардов=9 млрд=9",
    "bg": "сто=2 хиляда=3 хиляди=3 милион=6 милиона=6 милиард=9 милиарда=9",
    "ro": "sută=2 sute=2 mie=3 mii=3 milion=6 milioane=6 miliard=9 miliarde=9",
    "hr": "sto=2 tisuća=3 tisuće=3 hiljada=3 hiljade=3 milijun=6 milijuna=6 milion=6 milijarda=9 milijardi=9",
    "ca": "cent=2 cents=2 mil=3 milió=6 milions=6",
    "id": "belas=1 puluh=1 ratus=2 ribu=3 rb=3 juta=6 miliar=9 milyar=9 seratus=2 seribu=3",
    "vi": "mươi=1 mười=1 trăm=2 nghìn=3 ngàn=3 triệu=6 tỷ=9 tỉ=9",
    "ga": "céad=2 míle=3 milliún=6 billiún=9",
    "he": "מאה=2 מאות=2 אלף=3 אלפים=3 מיליון=6 מליון=6 מיליארד=9",
    "ka": "ასი=2 ათასი=3 მილიონი=6 მილიარდი=9",
    "mn": "зуу=2 зуун=2 мянга=3 мянган=3 сая=6 тэрбум=9",
    "hi": "सौ=2 हज़ार=3 हजार=3 लाख=5 मिलियन=6 करोड़=7 अरब=9 बिलियन=9",
}
# Whole hundreds (and Arabic and Hebrew duals) in one word.
FIXED = {
    "ar": "مئتان=200 مئتين=200 مائتان=200 مائتين=200 ميتين=200 ثلاثمائة=300 ثلاثمئة=300 أربعمائة=400 أربعمئة=400 خمسمائة=500 "
    "خمسمئة=500 ستمائة=600 ستمئة=600 سبعمائة=700 سبعمئة=700 ثمانمائة=800 ثمانمئة=800 ثمانيمائة=800 تسعمائة=900 تسعمئة=900 "
    "ربعمية=400 خمسمية=500 خمسميا=500 ستمية=600 سبعمية=700 تمنمية=800 تسعمية=900 تلتمية=300 ألفان=2000 ألفين=2000 مليونان=2000000 "
    "مليونين=2000000 ألفي=2000 مئتي=200 مائتي=200 أحد=1 إحدى=1 اثنا=2 اثني=2 اثنتا=2",
    "es": "doscientos=200 doscientas=200 trescientos=300 trescientas=300 cuatrocientos=400 cuatrocientas=400 quinientos=500 "
    "quinientas=500 seiscientos=600 seiscientas=600 setecientos=700 setecientas=700 ochocientos=800 ochocientas=800 "
    "novecientos=900 novecientas=900",
    "pt": "duzentos=200 duzentas=200 trezentos=300 trezentas=300 quatrocentos=400 quinhentos=500 seiscentos=600 setecentos=700 "
    "oitocentos=800 novecentos=900",
    "ru": "двести=200 триста=300 четыреста=400 пятьсот=500 шестьсот=600 семьсот=700 восемьсот=800 девятьсот=900",
    "bg": "двеста=200 триста=300 четиристотин=400 петстотин=500 шестстотин=600 седемстотин=700 осемстотин=800 деветстотин=900",
    "he": "מאתיים=200 אלפיים=2000",
}
JOINERS = {
    "en": "and", "fr": "et", "ar": "و", "es": "y", "pt": "e", "it": "e", "de": "und", "nl": "en", "sv": "och", "nb": "og",
    "tr": "", "ru": "", "bg": "и", "ro": "și", "hr": "i", "ca": "i", "id": "", "vi": "", "ga": "", "he": "ו", "ka": "და",
    "mn": "", "hi": "",
}  # fmt: skip
UNITS_FIRST = frozenset({"de", "nl", "ar", "nb"})
COMPOUNDING = ("de", "nl", "sv", "nb", "it", "tr", "es", "he")
# Read as numbers even where no currency stands beside them.
FREE = frozenset({"en", "fr", "ar"})
WEAK = frozenset(
    [
        "one",
        "un",
        "une",
        "uno",
        "una",
        "um",
        "uma",
        "ein",
        "eine",
        "einen",
        "einem",
        "eins",
        "een",
        "en",
        "ett",
        "o",
        "bir",
        "on",
        "bin",
        "six",
        "sex",
        "sei",
        "dos",
        "due",
        "to",
        "ti",
        "ni",
        "set",
        "nou",
        "tre",
        "pet",
        "do",
        "dix",
        "neuf",
        "once",
        "zwei",
        "die",
        "elf",
        "ten",
        "tien",
        "mil",
        "mille",
        "million",
        "k",
        "mm",
        "mm",
        "к",
        "cent",
        "cents",
        "cien",
        "null",
        "nul",
        "nula",
        "o",
        "hai",
        "ba",
        "tri",
        "sto",
        "fire",
        "fem",
        "sis",
        "tam",
        "nam",
        "sau",
        "nio",
        "otto",
        "dua",
        "lima",
        "аз",
        "в",
        "два",
        "три",
        "пет",
        "zero",
        "zéro",
        "null",
        "grand",
        "mii",
        "mie",
        "un",
        "unu",
        "ses",
        "sa",
        "واحد",
        "واحدة",
        "ست",
        "زوج",
        "أحد",
        "इस",
        "एक",
        "दो",
        "ces",
        "per",
    ]
)

CJK_DIGITS = {
    "零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "兩": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
    "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5, "陆": 6, "柒": 7, "捌": 8, "玖": 9,
    "영": 0, "공": 0, "일": 1, "이": 2, "삼": 3, "사": 4, "오": 5, "육": 6, "칠": 7, "팔": 8, "구": 9,
    "いち": 1, "に": 2, "さん": 3, "よん": 4, "し": 4, "ご": 5, "ろく": 6, "ろっ": 6, "なな": 7, "しち": 7, "はち": 8, "はっ": 8,
    "きゅう": 9, "한": 1, "두": 2, "세": 3, "네": 4,
}  # fmt: skip
CJK_SCALES = {
    "十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000, "万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8,
    "兆": 10**12, "십": 10, "백": 100, "천": 1000, "만": 10**4, "억": 10**8, "조": 10**12, "じゅう": 10, "じゅっ": 10,
    "ひゃく": 100, "びゃく": 100, "ぴゃく": 100, "せん": 1000, "ぜん": 1000, "まん": 10**4, "おく": 10**8,
}  # fmt: skip
CJK_POINTS = frozenset({"点", "點", "점"})
