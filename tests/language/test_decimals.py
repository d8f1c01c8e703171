"""Numbers are held to four decimals: what is written finer could not be told from its neighbour."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from engine.problems import UnusableInput
from engine.rulebook import load
from tests.language.written import plan


@pytest.mark.parametrize(("bound", "codes"), [("0.1234", set()), ("0.12345", {"too-many-decimals"})])
def test_a_bound_has_four_decimals(tmp_path: Path, bound: str, codes: set[str]) -> None:
    good = f"{{good: {{vi: Tốt, when: {{share: {{at_least: {bound}}}}}}}}}"
    assert plan(tmp_path, criteria=good, fields="{share: {type: number, vi: Tỷ lệ}}").codes() == codes


@pytest.mark.parametrize(("points", "codes"), [("0.0001", set()), ("0.00001", {"too-many-decimals"})])
def test_points_have_four_decimals(tmp_path: Path, points: str, codes: set[str]) -> None:
    scoring = f"{{basis: board, points: {{a: {{vi: Tốt, when: good, points: {points}}}}}}}"
    assert plan(tmp_path, scoring=scoring, ranking="[{high: score}]").codes() == codes


def test_a_parameter_of_a_run_has_four_decimals(tmp_path: Path) -> None:
    good = "{good: {vi: Tốt, when: {share: {at_least: $least}}}}"
    least = "{least: {type: number, value: 0.5, set_by: plan, clause: I, vi: Ít nhất}}"
    made = plan(tmp_path, criteria=good, fields="{share: {type: number, vi: Tỷ lệ}}", parameters=least)
    assert load(made.path, {"least": "0.1234"}).parameters["least"].value == Fraction(1234, 10_000)
    with pytest.raises(UnusableInput, match="4 decimals"):
        load(made.path, {"least": "0.12345"})
