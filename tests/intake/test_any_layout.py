"""However a sheet is laid out and spelled, the same candidates come out of it."""

from __future__ import annotations

import os
import tempfile
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from engine.intake import read_roster
from engine.names import name_key
from tests.intake.layouts import HEADERS, Candidate, candidates, layouts, save
from tests.intake.made import FIELDS, column, rulebook

RULEBOOK = rulebook()


def _meant(one: Candidate, field: str, units: tuple[str, ...]) -> Any:
    value = one.get(field)
    match value:
        case None:
            return None
        case Decimal():
            return int(value * 10_000)
        case date():
            return value.toordinal()
        case str() if FIELDS[field].type == "unit":
            return units.index(value)
        case _:
            return value


@st.composite
def books(draw: Any) -> list[tuple[list[Candidate], Any]]:
    lists = draw(st.lists(candidates(), min_size=1, max_size=2))
    return [(people, draw(layouts(people))) for people in lists]


@settings(
    max_examples=int(os.environ.get("LAYOUTS", "120")), deadline=None, suppress_health_check=list(HealthCheck),
    database=None,
    phases=[Phase.generate] if "LAYOUTS" in os.environ else [Phase.generate, Phase.shrink],
)
@given(books())
def test_any_layout_gives_back_the_candidates_it_was_made_of(book: list[tuple[list[Candidate], Any]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = save(Path(folder) / "ds.xlsx", {f"S{n}": layout for n, (_, layout) in enumerate(book)})
        roster = read_roster([path], RULEBOOK)
    people = [one for them, _ in book for one in them]
    assert [(p.code, p.ref, p.text.vi) for p in roster.problems if p.severity == "error"] == []
    assert len(roster.candidates) == len(people)
    assert roster.rejected == 0
    assert [name_key(n) for n in column(roster.candidates, "name")] == [name_key(one["name"]) for one in people]
    assert roster.candidates.row.tolist() == [row for _, layout in book for row in layout.at]
    for field in HEADERS:
        if field != "name":
            assert column(roster.candidates, field) == [_meant(one, field, roster.units) for one in people], field
