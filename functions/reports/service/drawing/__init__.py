"""Reports as pictures and as a document. The libraries are imported when one is asked for, and not before."""

from functions.reports.service.drawing.document import as_pdf
from functions.reports.service.drawing.picture import as_png, as_svg

__all__ = ["as_pdf", "as_png", "as_svg"]
