"""Arabic-Indic and Persian digits in pictures: tesseract's Arabic network has letters for 0 and 1 of them alone."""

from dev.gemini.reading.eastern.numbers import has_numbers, numbers_in

__all__ = ["has_numbers", "numbers_in"]
