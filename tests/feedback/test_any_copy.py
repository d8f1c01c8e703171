"""A marked copy of any workbook is read as the workbook itself was."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.checking import Noted
from engine.feedback.annotate import annotate
from engine.intake import read_roster
from engine.intake.workbook import read_book
from engine.problems import Problem
from engine.provenance import Text
from tests.intake.layouts import candidates, layouts, save
from tests.intake.made import rulebook

BOOK = rulebook()


@st.composite
def sheets(draw: Any) -> Any:
    return draw(layouts(draw(candidates())))


@pytest.mark.parametrize("own", [True, False])
def test_it_is_read_as_the_workbook_was(own: bool) -> None:
    """``own``: as openpyxl loads it; else by its values alone."""

    @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(sheets(), st.data())
    def check(layout: Any, data: Any) -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = save(Path(folder) / "ds.xlsx", {"S": layout})
            before = read_roster([path], BOOK)
            refs = data.draw(st.lists(st.sampled_from(("A1", "B3", "C5", "7:7", "3:9", "D40", None)), unique=True))
            noted = [
                Noted(Problem("x", "error", Text("= sai", "= wrong"), "ds.xlsx", "S", ref, "=1")) for ref in refs
            ]
            copy = Path(folder) / "copy.xlsx"
            annotate(path.read_bytes() if own else b"", read_book(path), noted, copy, "vi")
            after = read_roster([copy], BOOK)
        assert after.candidates.frame.equals(before.candidates.frame)
        assert after.candidates.row.tolist() == before.candidates.row.tolist()
        assert [p.text for p in after.problems if p.severity != "info"] == [
            p.text for p in before.problems if p.severity != "info"
        ]

    check()
