"""``given``: met by a value, unmet for a blank; of what nobody can read it is not known."""

from __future__ import annotations

import pytest

from engine.rulebook import terms as t
from engine.truth import Truth
from tests.evaluation.small import test, truths
from tests.reference.meaning import UNREADABLE, Cell


@pytest.mark.parametrize("other", [1, None])
def test_an_unreadable_cell_is_no_blank_whether_or_not_another_cell_is(other: Cell) -> None:
    found = truths(test("few", t.Given()), {"few": 2}, {"few": UNREADABLE}, {"few": other})
    assert found[:2] == [Truth.MET, Truth.UNKNOWN]
    assert found[2] == (Truth.UNMET if other is None else Truth.MET)
