"""Use cases of reports."""

from functions.reports.repository import Position
from functions.reports.service.reporting import get_report, list_reports, make_report

__all__ = ["Position", "get_report", "list_reports", "make_report"]
