"""Reads receipts (pictures) and invoices (PDF) with plain rules; the local stand-in for a model's eyes."""

from dev.gemini.reading.pdf import read_pdf
from dev.gemini.reading.photo import read_image
from dev.gemini.reading.receipt import Receipt, ReceiptItem

__all__ = ["Receipt", "ReceiptItem", "read_image", "read_pdf"]
