"""However a sheet is laid out and spelled, the same candidates come out of it."""

from __future__ import annotations

import os
import tempfile
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.intake import read_roster
from engine.names import name_key
from tests.intake.layouts import (
    HEADERS,
    Candidate,
    Layout,
    below,
    layout,
    maybe,
    not_to_be_read,
    people,
    save,
)
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


Sheet = tuple[list[list[Candidate]], Layout]  # the candidates of each of its tables


def _sheet(rng: Random) -> Sheet:
    """A sheet of one table or two."""
    tables = [people(rng) for _ in range(2 if maybe(rng, 4) else 1)]
    made = [layout(rng, them, lower=number > 0) for number, them in enumerate(tables)]
    return tables, made[0] if len(made) == 1 else below(rng, *made)


def _check(rng: Random, sheets: int) -> None:
    """So many sheets, in one file or two, give back the candidates that they were made of."""
    made = [_sheet(rng) for _ in range(sheets)]
    cut = rng.randint(1, sheets)
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for number, part in enumerate((made[:cut], made[cut:])):
            pages = {f"S{n}": page for n, (_, page) in enumerate(part)}
            if part:
                extra = dict([not_to_be_read(rng)]) if maybe(rng, 4) else {}
                paths.append(save(Path(folder) / f"ds-{number}.xlsx", {**extra, **pages}))
        roster = read_roster(paths, RULEBOOK)
    them = [one for tables, _ in made for table in tables for one in table]
    assert [(p.code, p.place, p.text.vi) for p in roster.problems if p.severity == "error"] == []
    assert roster.rejected == 0
    assert [name_key(n) for n in column(roster.candidates, "name")] == [name_key(one["name"]) for one in them]
    assert roster.candidates.row.tolist() == [row for _, page in made for row in page.at]
    for field in HEADERS:
        if field != "name":
            assert column(roster.candidates, field) == [_meant(one, field, roster.units) for one in them], field


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), database=None)
@given(st.integers(0, 1 << 32), st.integers(1, 3))
def test_any_layout_gives_back_the_candidates_it_was_made_of(seed: int, sheets: int) -> None:
    _check(Random(seed), sheets)


SHEETS, SHARDS = 5, 8
BOOKS = int(os.environ.get("LAYOUTS", "2000")) // SHEETS // SHARDS


@pytest.mark.parametrize("shard", range(SHARDS))
def test_two_thousand_layouts_give_back_the_candidates_they_were_made_of(shard: int) -> None:
    """LAYOUTS=20000 makes more of them. The seed in the message makes the one that failed again."""
    for number in range(BOOKS):
        seed = shard * 1_000_003 + number
        try:
            _check(Random(seed), SHEETS)
        except BaseException as error:
            error.add_note(f"_check(Random({seed}), {SHEETS})")
            raise
