"""The same decision as a good analyst writes it by hand in pandas.

It starts from what reading a sheet gives: texts for category and commune, typed columns for the rest.
``three_valued``: nullable booleans with & and |, so that a blank stays unknown. ``two_valued``: a blank counts as no.
Then a score, a sort, and the head of each group; the exactly-one seats are taken first, the rest from what is left.
No ties, no cut-offs, no certainty, no reasons.
"""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from benchmarks.workload import YES_NO
from engine.intake.roster import NUMBER_SCALE

Columns = dict[str, tuple[np.ndarray, np.ndarray]]
HAMLET, ENTERPRISE, CADRE, CITIZEN = "hamlet", "enterprise", "cadre", "citizen"
DEADLINE = date(2025, 10, 10).toordinal()


def frame_three_valued(columns: Columns, texts: dict[str, pd.Series]) -> pd.DataFrame:
    """Nullable columns."""
    data: dict[str, pd.Series] = dict(texts)
    for name, (values, blank) in columns.items():
        if name in texts:
            continue
        if name in YES_NO:
            data[name] = pd.Series(pd.arrays.BooleanArray(values.astype(bool), blank))
        else:
            data[name] = pd.Series(pd.arrays.IntegerArray(values.astype(np.int64), blank))
    return pd.DataFrame(data, copy=False)


def frame_two_valued(columns: Columns, texts: dict[str, pd.Series]) -> pd.DataFrame:
    """Plain numpy columns: a blank is no, or zero (a report without a day is late)."""
    data: dict[str, object] = dict(texts)
    for name, (values, blank) in columns.items():
        if name in texts:
            continue
        if name in YES_NO:
            data[name] = values.astype(bool) & ~blank
        else:
            data[name] = np.where(blank, 10**9 if name == "reported_on" else 0, values).astype(np.int64)
    return pd.DataFrame(data, copy=False)


def decide(df: pd.DataFrame, *, nullable: bool) -> pd.Series:
    """True for the nominated."""
    gave = df["contribution"] >= 50_000_000
    stars = df["ocop_stars"] >= 3
    works = df["works"] >= 2
    share = df["share"] >= 75 * NUMBER_SCALE
    in_time = df["reported_on"] < DEADLINE
    hamlet = df["outstanding"] & df["creative_model"] & works & share
    enterprise = gave | (stars & df["chain_link"] & df["rural_jobs"])
    cadre = df["initiative"] & df["exceeded_target"] & in_time
    citizen = df["exemplary"] & (gave | df["practical_deeds"])
    category = df["category"]
    eligible = (
        (category.eq(HAMLET) & hamlet)
        | (category.eq(ENTERPRISE) & enterprise)
        | (category.eq(CADRE) & cadre)
        | (category.eq(CITIZEN) & citizen)
    )
    if nullable:
        eligible = eligible.fillna(False).astype(bool)
    contribution = df["contribution"].fillna(0) if nullable else df["contribution"]
    points = (contribution // 10_000_000).clip(upper=30) * NUMBER_SCALE
    points = points.where(category.isin([ENTERPRISE, CITIZEN]), 0)
    stars_points = pd.cut(df["ocop_stars"].fillna(0).astype("int64"), [-1, 2, 3, 4, 5], labels=False)
    table = np.array([0, 10, 15, 20]) * NUMBER_SCALE
    points = points + np.where(category.eq(ENTERPRISE), table[stars_points], 0)
    model = df["creative_model"].fillna(False).astype(bool) if nullable else df["creative_model"]
    board = df["board_score"].fillna(0) if nullable else df["board_score"]
    score = (points + model.astype("int64") * (10 * NUMBER_SCALE) + board).astype("int64")

    pool = pd.DataFrame(
        {
            "commune": df["commune"],
            "category": category,
            "score": score,
        }
    )[eligible].sort_values("score", ascending=False, kind="stable")
    chosen = [
        pool[pool["category"] == HAMLET].groupby("commune").head(1),
        pool[pool["category"] == ENTERPRISE].groupby("commune").head(1),
        pool[pool["category"] == CADRE].groupby("commune").head(1),
        pool[pool["category"] == CITIZEN].groupby("commune").head(3),
    ]
    nominated = pd.Series(False, index=df.index)
    nominated[pd.concat(chosen).index] = True
    return nominated
