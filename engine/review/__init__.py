"""A rulebook as a workbook that an office reviews and signs, and the office's remarks read back beside each rule."""

from __future__ import annotations

from engine.review.lines import Line, Review, cases_ran, review_of
from engine.review.reading import read_review
from engine.review.remarks import Checked, Remark, checked, checked_json, checked_lines
from engine.review.workbook import write_review

__all__ = [
    "Checked", "Line", "Remark", "Review", "cases_ran", "checked", "checked_json", "checked_lines", "read_review",
    "review_of", "write_review",
]  # fmt: skip
