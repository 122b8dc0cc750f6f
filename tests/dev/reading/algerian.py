"""Receipts of our own making: invented shops in Algeria, in French and Arabic. No real paper is behind them."""

from datetime import date
from decimal import Decimal

DAY, TOTAL = date(2026, 3, 14), Decimal("1250.00")
PRICES = (Decimal("180.00"), Decimal("650.00"), Decimal("420.00"))

# Each row: what stands on the left, what stands on the right.
IN_BOTH = (
    ("PHARMACIE ECH-CHIFA", "صيدلية الشفاء"),
    ("23 Rue Larbi Ben M'hidi, Alger", ""),
    ("Date : 14/03/2026   18:42", "التاريخ"),
    ("", ""),
    ("Paracetamol 500 mg", "180,00"),
    ("Creme solaire", "650,00"),
    ("Vitamine C", "420,00"),
    ("", ""),
    ("TOTAL / المجموع", "1 250,00 DA"),
    ("Especes / نقدا", "2 000,00 DA"),
    ("Rendu / الباقي", "750,00 DA"),
    ("Merci de votre visite", "شكرا لزيارتكم"),
)
IN_ARABIC = (
    ("", "صيدلية الشفاء"),
    ("", "شارع العربي بن مهيدي الجزائر"),
    ("14/03/2026", "التاريخ:"),
    ("", ""),
    ("180.00", "دواء السعال"),
    ("650.00", "مرهم للبشرة"),
    ("420.00", "فيتامين"),
    ("", ""),
    ("1250.00 دج", "المجموع:"),
    ("2000.00 دج", "نقدا:"),
    ("750.00 دج", "الباقي:"),
    ("", "شكرا لزيارتكم"),
)
EASTERN = str.maketrans("0123456789.", "٠١٢٣٤٥٦٧٨٩٫")
IN_ARABIC_DIGITS = tuple((left.translate(EASTERN), right) for left, right in IN_ARABIC)
