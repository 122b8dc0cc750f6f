"""What the household pays regularly: tables, no I/O. Amounts are whole dinars; weekdays count from Monday = 0."""

from dataclasses import dataclass

from dev.seed.household import CHILDREN, CLOTHING, EATING_OUT, GROCERIES, HEALTH, HOUSING, LEISURE, TRANSPORT

MON, TUE, WED, THU, FRI, SAT, SUN = range(7)
EVERY_MONTH = frozenset(range(1, 13))
SCHOOL = EVERY_MONTH - {7, 8}  # the canteen is closed in summer
WORKDAYS = (SUN, MON, TUE, WED, THU)  # the weekend is Friday and Saturday


@dataclass(frozen=True, slots=True)
class Price:
    """From `low` to `high`, both possible, rounded as the shop rounds: to `step`."""

    low: int
    high: int
    step: int = 10


@dataclass(frozen=True, slots=True)
class Habit:
    """Bought on some weekdays, each time with this chance in percent. `wares` are products with their shops."""

    title: str
    wares: tuple[tuple[str, str | None], ...]
    price: Price
    weekdays: tuple[int, ...]
    chance: int
    hour: int


@dataclass(frozen=True, slots=True)
class Bill:
    """Paid on about the same day of these months."""

    title: str
    product: str
    merchant: str | None
    price: Price
    day: int
    months: frozenset[int] = EVERY_MONTH


BILLS = (
    Bill(HOUSING, "Rent", "Agence El Bahdja", Price(38_000, 38_000), 1),
    Bill(HOUSING, "Internet, fibre 60 Mbit/s", "Algérie Télécom", Price(2_999, 2_999), 4),
    Bill(HOUSING, "Telephone, two lines", "Djezzy", Price(2_000, 2_000), 9),
    Bill(HOUSING, "Electricity and gas, quarter", "Sonelgaz", Price(3_840, 5_360), 14, frozenset({2, 5, 8, 11})),
    Bill(HOUSING, "Water, quarter", "SEAAL", Price(1_620, 2_240), 18, frozenset({3, 6, 9, 12})),
    Bill(CHILDREN, "School canteen", "École El Feth", Price(4_000, 4_000), 3, SCHOOL),
    Bill(CHILDREN, "Mathematics lessons", "Mme Cherif", Price(5_000, 5_000), 7, SCHOOL),
    Bill(CHILDREN, "Summer club", "Club Les Dauphins", Price(8_500, 9_500, 500), 5, frozenset({7, 8})),
    Bill(CHILDREN, "Books and supplies", "Librairie El Ijtihad", Price(4_200, 5_600), 12, frozenset({9})),
    Bill(LEISURE, "Streaming subscription", "Shahid", Price(1_100, 1_100), 6),
)

HABITS = (
    Habit(GROCERIES, (("Weekly shop", "Uno"), ("Weekly shop", "Ardis")), Price(4_250, 6_400, 5), (FRI,), 94, 10),
    Habit(GROCERIES, (("Fruit and vegetables", "Marché Meissonnier"),), Price(1_150, 2_150), (SAT,), 88, 9),
    Habit(GROCERIES, (("Bread", "Boulangerie Essalam"), ("Bread and milk", "Superette El Baraka"),
                      ("Milk, eggs", "Superette El Baraka")), Price(240, 980, 5), (SUN, TUE), 60, 18),
    Habit(GROCERIES, (("Chicken", "Boucherie Amine"), ("Minced meat", "Boucherie Amine"),
                      ("Sardines", "Pêcherie d'Alger")), Price(980, 1_720), (WED,), 60, 17),
    Habit(TRANSPORT, (("Metro tickets", "Métro d'Alger"),), Price(300, 700, 50), (SUN,), 90, 7),
    Habit(TRANSPORT, (("Fuel", "Naftal"),), Price(1_500, 2_100, 50), (THU,), 62, 18),
    Habit(TRANSPORT, (("Taxi", "Yassir"), ("Taxi", "Heetch")), Price(350, 820), (MON, THU, SAT), 18, 20),
    Habit(EATING_OUT, (("Coffee", "Café Tantonville"), ("Coffee and croissant", "La Rosa"), ("Tea", None)),
          Price(90, 380), WORKDAYS, 28, 8),
    Habit(EATING_OUT, (("Lunch", "Le Petit Resto"), ("Sandwich and juice", "Chez Hocine")),
          Price(350, 750, 50), (MON, TUE, WED), 17, 12),
    Habit(EATING_OUT, (("Pizza", "Pizzeria Venezia"), ("Family dinner", "Grill El Djenina")),
          Price(1_400, 2_600, 50), (THU,), 48, 20),
    Habit(HEALTH, (("Medicines", "Pharmacie El Amel"), ("Vitamins", "Pharmacie El Amel")),
          Price(420, 1_480), (SUN, TUE), 24, 17),
    Habit(HEALTH, (("Consultation", "Dr Benali"), ("Paediatrician", "Dr Haddad")),
          Price(1_500, 2_500, 500), (MON,), 24, 16),
    Habit(CHILDREN, (("School supplies", "Librairie El Ijtihad"), ("Toys", "Toys City"),
                     ("Swimming", "Piscine El Biar")), Price(380, 1_450), (SAT,), 36, 15),
    Habit(CLOTHING, (("Shoes", "Bata"), ("Trousers", "LC Waikiki"), ("Shirt", "LC Waikiki"), ("Pullover", "Jules")),
          Price(1_990, 4_900, 10), (SAT,), 38, 16),
    Habit(LEISURE, (("Cinema", "Ibn Zeydoun"), ("Books", "Librairie El Ijtihad"), ("Zoo", "Jardin d'Essai"),
                    ("Bowling", "Bowling El Aurassi")), Price(500, 1_900, 50), (FRI, SAT), 30, 17),
)  # fmt: skip
