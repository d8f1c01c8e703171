"""Whole columns through the tables: a pattern's base-3 index for every row, then the table's answer at it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from engine.inference.nodes import Leaf, Node, Part, leaves, plan
from engine.inference.tables import Table, table
from engine.truth import Truth

if TYPE_CHECKING:
    import numpy.typing as npt

    from engine.rulebook.terms import Condition

    Truths = npt.NDArray[np.int8]


CHUNK = 1 << 16  # rows at a time: what a graph of nodes keeps stays in the processor's cache


def decide(condition: Condition, columns: Mapping[str, Truths]) -> Truths:
    """The truth of a condition for every row.

    ``columns``: int8 of 0 unmet, 1 unknown, 2 met, one length, by the id that a ``terms.Name`` in the condition says.
    Raises KeyError for a name without a column, ValueError for a column that holds anything else.
    """
    rows = len(next(iter(columns.values()))) if columns else 0
    return decide_part(plan(condition), columns, rows)


def decide_part(part: Part, columns: Mapping[str, Truths], rows: int) -> Truths:
    """The truth of a planned condition for every row; only the columns it reads are looked at."""
    read = {name: checked(columns[name], name, rows) for name in sorted(leaves(part))}
    decided = np.empty(rows, np.int8)
    for start in range(0, rows, CHUNK):
        stop = min(start + CHUNK, rows)
        chunk = {name: column[start:stop] for name, column in read.items()}
        decided[start:stop] = _decide(part, chunk, stop - start, {})
    return decided


def _decide(part: Part, columns: Mapping[str, Truths], rows: int, done: dict[Part, Truths]) -> Truths:
    """``done`` keeps each part's column, so that a part which stands in several places is decided once."""
    found = done.get(part)
    if found is None:
        match part:
            case Leaf(id=name):
                found = columns[name]
            case Node(shape=shape, children=children):
                found = through(table(shape), [_decide(child, columns, rows, done) for child in children])
            case settled:
                found = np.full(rows, int(Truth.MET if settled else Truth.UNMET), np.int8)
        done[part] = found
    return found


def through(answers: Table, columns: list[Truths]) -> Truths:
    """What a table says for every row of its slots' columns (int8 truths, as ``checked`` returns them)."""
    index = columns[-1].view(np.uint8).copy()
    for column in columns[-2::-1]:  # Horner: at most 242, so a byte holds it
        index *= np.uint8(3)
        index += column.view(np.uint8)
    # bytes.translate looks a million entries up in half a millisecond; numpy's take widens each index to 8 bytes first.
    return np.frombuffer(index.tobytes().translate(answers.answers), np.int8)


def checked(column: Truths, name: str, rows: int) -> Truths:
    """The column, once it is known to hold truths only: another number would stand for another pattern."""
    if column.dtype != np.int8 or column.shape != (rows,):
        raise ValueError(f"the column `{name}` is {column.dtype} of shape {column.shape}, not int8 of ({rows},)")
    column = np.ascontiguousarray(column)
    if rows and column.view(np.uint8).max() > Truth.MET:
        raise ValueError(f"the column `{name}` holds something that is no truth")
    return column

