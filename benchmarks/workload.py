"""Candidates made by numbers alone: the same for the engine and for the baselines."""

from __future__ import annotations

import numpy as np
import pandas as pd

from engine.intake.roster import NUMBER_SCALE, InputFile, Roster, Source, Table
from engine.rulebook.model import Rulebook

YES_NO = (
    "outstanding",
    "creative_model",
    "exceeded_target",
    "initiative",
    "exemplary",
    "practical_deeds",
    "chain_link",
    "rural_jobs",
)
SHARE_BLANK = 0.02
PER_COMMUNE = 100


def workload(size: int, seed: int = 1) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    """Columns as (values, is blank)."""
    rng = np.random.default_rng(seed)

    def column(values: np.ndarray, blank: float = SHARE_BLANK) -> tuple[np.ndarray, np.ndarray]:
        return values, rng.random(size) < blank

    category = rng.integers(0, 4, size)
    columns = {
        "category": column(category, 0),
        "kind": column((category >= 2).astype(np.int64), 0),
        "commune": column(rng.integers(0, max(1, size // PER_COMMUNE), size), 0),
        "contribution": column(rng.integers(1, 400, size) * 1_000_000),
        "ocop_stars": column(rng.integers(1, 6, size)),
        "works": column(rng.integers(0, 5, size)),
        "share": column(rng.integers(4000, 10000, size) * (NUMBER_SCALE // 100)),
        "reported_on": column(739_160 + rng.integers(0, 120, size)),
        "board_score": column(rng.integers(0, 200, size) * (NUMBER_SCALE // 2)),
    }
    columns |= {name: column(rng.integers(0, 10, size) >= 3) for name in YES_NO}
    return columns


CATEGORIES = ("hamlet", "enterprise", "cadre", "citizen")
KINDS = ("collective", "individual")


def words(columns: dict[str, tuple[np.ndarray, np.ndarray]]) -> dict[str, pd.Series]:
    """Category, kind and commune as a sheet has them: texts."""
    communes = np.array([f"Xã {i}" for i in range(int(columns["commune"][0].max(initial=0)) + 1)], object)
    return {
        "category": pd.Series(np.array(CATEGORIES, object)[columns["category"][0]], dtype="str"),
        "kind": pd.Series(np.array(KINDS, object)[columns["kind"][0]], dtype="str"),
        "commune": pd.Series(communes[columns["commune"][0]], dtype="str"),
    }


def codes(texts: dict[str, pd.Series]) -> dict[str, np.ndarray]:
    """What intake does once with such columns: each distinct text is looked at, the rest is positions."""
    found = {}
    for name, column in texts.items():
        positions, distinct = pd.factorize(column.to_numpy(object))
        known = {"category": CATEGORIES, "kind": KINDS}.get(name)
        table = np.array([known.index(d) if known else i for i, d in enumerate(distinct)], np.int64)
        found[name] = table[positions]
    return found


def roster(rulebook: Rulebook, columns: dict[str, tuple[np.ndarray, np.ndarray]], size: int) -> Roster:
    """The workload as intake would hand it on."""
    frame = {"name": pd.Series(pd.RangeIndex(size).astype("str"))}
    for name, (values, blank) in columns.items():
        width = np.int8 if name in YES_NO else np.int64
        frame[name] = pd.Series(pd.arrays.IntegerArray(values.astype(width), blank))
    for field in rulebook.fields.values():
        if field.id not in frame and field.compute is None:
            kind = {"text": "str", "yes_no": "Int8"}.get(field.type, "Int64")
            frame[field.id] = pd.Series([None], dtype=kind).repeat(size).reset_index(drop=True)
    table = Table(
        pd.DataFrame(frame, copy=False),
        (Source("bench", "bench", dict.fromkeys(columns, "A")),),
        np.zeros(size, np.int32),
        np.arange(2, size + 2, dtype=np.int32),
    )
    units = tuple(f"Xã {i}" for i in range(max(1, size // PER_COMMUNE)))
    absent = frozenset(f for f in rulebook.fields if f not in columns)
    return Roster(table, {}, units, (), 0, (InputFile("bench", "", size),), absent)
