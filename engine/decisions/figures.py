"""What the files say in all, field by field: the figures that a report to the plan's issuer asks for."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import numpy as np

from engine.intake.roster import NUMBER_SCALE, Table
from engine.rulebook.model import Field, Rulebook
from engine.wording import decimal, say


def figures_of(rulebook: Rulebook, table: Table) -> list[dict[str, object]]:
    """Sums of what is money or a number, counts of what is chosen; of those who say it, blanks never counted as nought.

    Only for a plan that asks its units for a report.
    """
    return list(_figures(rulebook, table)) if rulebook.outline else []


def _figures(rulebook: Rulebook, table: Table) -> Iterator[dict[str, object]]:
    for field in rulebook.fields.values():
        if field.id not in table.frame.columns or not _counts_up(field, rulebook):
            continue
        column = table.frame[field.id]
        values = column[column.notna()].to_numpy(dtype=np.int64)
        if len(values):
            yield {
                "field": field.id,
                "vi": field.text.vi,
                "en": field.text.en,
                "type": field.type,
                "given": len(values),
                "total": _total(field, values),
                "counts": _counts(field, values),
            }


def _counts_up(field: Field, rulebook: Rulebook) -> bool:
    """Whether adding it up says anything: not so of scores and shares, nor of what other figures say already."""
    match field.type:
        case "money" | "choice":
            return field.id not in ("kind", "category", "award")
        case "whole" | "number":
            return field.id not in ("board_score", "women_share")
        case "yes_no":
            return field.id in rulebook.criteria
        case _:
            return False


def _total(field: Field, values: np.ndarray[tuple[int], np.dtype[np.int64]]) -> str | None:
    if field.type in ("choice", "yes_no"):
        return None
    # Python's own whole numbers: a sum of money may go beyond sixty-four bits.
    total = sum(int(value) for value in values)
    if field.type != "number":
        return str(total)
    return decimal(Fraction(total, NUMBER_SCALE)).en.replace(",", "")


def _counts(field: Field, values: np.ndarray[tuple[int], np.dtype[np.int64]]) -> dict[str, dict[str, object]]:
    if field.type == "yes_no":
        yes, no = say("yes"), say("no")
        told = (("yes", yes, 1), ("no", no, 0))
        return {key: {"vi": text.vi, "en": text.en, "n": int((values == code).sum())} for key, text, code in told}
    if field.type != "choice":
        return {}
    return {
        option: {"vi": text.vi, "en": text.en, "n": int((values == code).sum())}
        for code, (option, text) in enumerate(field.options.items())
    }
