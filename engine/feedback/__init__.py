"""What goes back to those who sent the lists: marked copies of their workbooks, messages, a page with everything."""

from __future__ import annotations

from engine.feedback.page import page
from engine.feedback.report_workbook import report_workbook
from engine.feedback.writing import write_feedback, write_for

__all__ = ["page", "report_workbook", "write_feedback", "write_for"]
