"""The few operations that columns are computed with: over narwhals expressions, and the same over numpy arrays.

A narwhals expression runs on any backend and costs a quarter of a millisecond before it has done anything; a table of
a few hundred rows is done sooner than that. So the compiler is written once, against these operations and the
operators ``+ - * // < <= > >= == != & |``: handed ``nw.col`` it builds expressions, handed arrays it computes.
Constants are plain ints in both. A test holds the two against each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from typing import Any

import numpy as np

Col = Any
"""A narwhals expression, a numpy array, or an int that stands for every row."""


def _lazy(*columns: Col) -> bool:
    # What is neither is an expression; narwhals, slow to import, is not needed to tell.
    return not all(isinstance(c, (np.ndarray, np.generic, int)) for c in columns)


def lift(column: Col) -> Col:
    """An int as an expression, where an expression is wanted as such."""
    import narwhals as nw

    return nw.lit(column, nw.Int64) if isinstance(column, int) else column


def where(condition: Col, a: Col, b: Col) -> Col:
    """``a`` where the condition holds, else ``b``."""
    if isinstance(condition, bool):  # of constants, and so the same for every row
        return a if condition else b
    if _lazy(condition):
        import narwhals as nw

        return nw.when(condition).then(a).otherwise(b)
    return np.where(condition, a, b)


def smallest(*columns: Col) -> Col:
    """Row by row."""
    if _lazy(*columns):
        import narwhals as nw

        return nw.min_horizontal(*map(lift, columns))
    if all(isinstance(c, int) for c in columns):
        return min(columns)
    return reduce(np.minimum, columns)


def largest(*columns: Col) -> Col:
    """Row by row."""
    if _lazy(*columns):
        import narwhals as nw

        return nw.max_horizontal(*map(lift, columns))
    if all(isinstance(c, int) for c in columns):
        return max(columns)
    return reduce(np.maximum, columns)


def clip(column: Col, low: int | None, high: int) -> Col:
    """No lower than ``low`` (None: nothing is), no higher than ``high``."""
    if isinstance(column, int):
        return min(column if low is None else max(column, low), high)
    if not _lazy(column):
        return column.clip(low, high)
    # By sums: pandas clips by a selection for each end, several times as slow.
    column = column - as_count(column > high) * (column - high)
    return column if low is None else column + as_count(column < low) * (low - column)


def magnitude(column: Col) -> Col:
    """The absolute value."""
    return column.abs() if _lazy(column) else abs(column)


def as_truth(condition: Col) -> Col:
    """1 where it holds, 0 where not, as narrow as it gets: truths are sums of these."""
    if _lazy(condition):
        import narwhals as nw

        return condition.cast(nw.Int8)
    return condition.view(np.int8) if isinstance(condition, np.ndarray) else int(condition)


def as_count(condition: Col) -> Col:
    """1 where it holds, 0 where not, wide enough to be multiplied."""
    if _lazy(condition):
        import narwhals as nw

        return condition.cast(nw.Int64)
    return condition.astype(np.int64) if isinstance(condition, np.ndarray) else int(condition)


def any_equal(column: Col, values: Sequence[int]) -> Col:
    """Among a few ints: comparisons are several times cheaper than a hash table of a few."""
    return reduce(lambda a, b: a | b, (column == v for v in values)) if values else column < -1


def among(texts: Col, words: Sequence[str]) -> Col:
    """Among a few texts."""
    return texts.is_in(words) if _lazy(texts) else np.isin(texts, words)
