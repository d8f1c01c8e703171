"""Units before and after 1/7/2025, when districts ended and most communes were joined: which time a name belongs to.

Beside a list of before stands one of after (``ninh-thuan`` and ``ninh-thuan-2025``), which says what each unit was made
of. A rulebook goes by one of them; a name of the other time is told as such, with its counterparts, and never
taken for a unit that merely has the same name.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from engine.frozen import dataclass
from engine.names import normal, tidy, unit_key
from engine.places import data_dir
from engine.provenance import Text

AFTER = "-2025"
_PARTLY = " (một phần)"


@dataclass(frozen=True, slots=True)
class Counterparts:
    """A unit of the other time, and the units of the rulebook's time that cover it."""

    name: str
    type: str  # xã, phường, thị trấn, đặc khu
    parent: str  # what a person may write behind the name: its district before, its province after
    after: bool  # it is a unit of after 1/7/2025
    others: tuple[str, ...]

    @property
    def text(self) -> Text:
        """Why the name cannot be used, and what to write."""
        others = ", ".join(f"“{name}”" for name in self.others)
        if self.after:
            return Text(
                f"“{self.name}” là đơn vị từ 01/7/2025, lập từ: {others}; danh sách này theo đơn vị trước ngày đó,"
                " hãy ghi tên cũ",
                f"“{self.name}” is a unit since 1/7/2025, made of {others}; this list goes by the units of before,"
                " so write the old name",
            )
        return Text(
            f"“{self.name}” là đơn vị trước 01/7/2025, nay thuộc: {others}; danh sách này theo đơn vị từ ngày đó,"
            " hãy ghi tên mới",
            f"“{self.name}” is a unit of before 1/7/2025, now in {others}; this list goes by the units since then,"
            " so write the new name",
        )


def of_the_other_time(text: str, lists: Iterable[str], folder: Path | None = None) -> Counterparts | None:
    """The unit of the other time that a cell names; None where there is no such unit, or several."""
    from engine.intake.units import split_type

    head, _, tail = tidy(text).partition(",")
    kind, bare = split_type(head)
    types = {"commune": "xã", "ward": "phường", "township": "thị trấn"}
    found = [
        unit
        for unit in _other_time(tuple(lists), folder or data_dir() / "units").get(bare, ())
        if (kind is None or types[kind] == unit.type) and (not tail or normal(unit.parent).endswith(_last(tail)))
    ]
    return found[0] if len(found) == 1 else None


def with_other_time(lists: Iterable[str]) -> tuple[str, ...]:
    """The lists, each followed by that of the other time."""
    return tuple(dict.fromkeys(
        found for name in lists for found in (name, name.removesuffix(AFTER) if name.endswith(AFTER) else name + AFTER)
    ))


def _last(tail: str) -> str:
    """``tỉnh Khánh Hòa`` -> ``khánh hòa``."""
    said = normal(tail.partition(",")[0])
    for kind in ("tỉnh ", "thành phố ", "tp. ", "tp ", "huyện ", "thị xã "):
        said = said.removeprefix(kind)
    return said.strip()


@lru_cache(maxsize=16)
def _other_time(lists: tuple[str, ...], folder: Path) -> dict[str, tuple[Counterparts, ...]]:
    found: dict[str, list[Counterparts]] = defaultdict(list)
    for name in lists:
        after = folder / (f"{name}.csv" if name.endswith(AFTER) else f"{name}{AFTER}.csv")
        before = folder / f"{name.removesuffix(AFTER)}.csv"
        if not after.is_file() or not before.is_file():
            continue
        units = [line for line in _lines(after) if line.get("made_of")]
        if name.endswith(AFTER):
            for line in _lines(before):
                old = line["unit_name"]
                others = tuple(unit["unit_name"] for unit in units if old in _made_of(unit))
                found[unit_key(old)].append(
                    Counterparts(old, line["unit_type"], line["parent"], after=False, others=others)
                )
        else:
            for unit in units:
                others = tuple(unit["made_of"].split("; "))
                found[unit_key(unit["unit_name"])].append(
                    Counterparts(unit["unit_name"], unit["unit_type"], unit["parent"], after=True, others=others)
                )
    return {key: tuple(units) for key, units in found.items()}


def _made_of(unit: dict[str, str]) -> set[str]:
    return {old.removesuffix(_PARTLY) for old in unit["made_of"].split("; ")}


def _lines(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))
