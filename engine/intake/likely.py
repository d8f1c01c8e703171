"""Candidates that are probably the same, spelled a little differently: for a person to look at, never decided here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from engine.names import fold, name_key
from engine.problems import Problem
from engine.provenance import Text

if TYPE_CHECKING:
    from engine.intake.roster import Table


def likely_duplicates(table: Table) -> list[Problem]:
    """Pairs of one kind whose names agree without diacritics, or but for one letter, and whose places agree.

    Names that are one and the same are not reported here: those are duplicates, and block until one is chosen.
    One letter apart counts only where both birth years are given and agree.
    """
    frame = table.frame
    count = len(table)
    names = [str(n) for n in frame["name"].tolist()]
    keys = [name_key(n) for n in names]
    plain = [fold(k) for k in keys]
    years = _ints(table, "birth_year")
    kinds, communes = _ints(table, "kind"), _ints(table, "commune")
    units: list[str | None] = [fold(str(u)) if isinstance(u, str) else None for u in frame["unit"].tolist()] if "unit" in frame else [None] * count
    seen: set[tuple[int, int]] = set()
    found = []
    for a, b, close in _pairs(plain, years):
        if (a, b) in seen:
            continue
        seen.add((a, b))
        apart = any(
            x[a] is not None and x[b] is not None and x[a] != x[b] for x in (years, kinds, communes, units)
        )
        same_name = keys[a] == keys[b]
        placed = any(x[a] is not None and x[a] == x[b] for x in (years, communes, units))
        if apart or not placed or (same_name and not _differs(a, b, years, communes, units)) or (close and same_name):
            continue
        found.append(_problem(table, names, a, b))
    return found


def _ints(table: Table, field: str) -> list[int | None]:
    if field not in table.frame:
        return [None] * len(table)
    column = table.frame[field]
    return [None if v is None else int(v) for v in column.astype(object).where(column.notna(), None).tolist()]


def _differs(a: int, b: int, *columns: Sequence[int | str | None]) -> bool:
    """Something is given for one and blank for the other: not the same key, so not an exact duplicate."""
    return any((x[a] is None) != (x[b] is None) for x in columns)


def _pairs(plain: list[str], years: list[int | None]) -> Iterator[tuple[int, int, bool]]:
    same: dict[str, list[int]] = defaultdict(list)
    for index, name in enumerate(plain):
        same[name].append(index)
    for group in same.values():
        for position, a in enumerate(group):
            for b in group[position + 1 : position + 50]:
                yield a, b, False
    # One letter added, lost or changed: two names share what is left when one letter is taken out of each.
    short: dict[tuple[int, str], dict[str, int]] = defaultdict(dict)
    for index, name in enumerate(plain):
        year = years[index]
        if year is None or len(name) < 8 or any(c.isdigit() for c in name):
            continue
        for shorter in {name, *(name[:i] + name[i + 1 :] for i in range(len(name)))}:
            for other, b in short[year, shorter].items():
                if other != name and _one_letter(other, name):
                    yield b, index, True
            short[year, shorter].setdefault(name, index)


def _one_letter(a: str, b: str) -> bool:
    if len(a) == len(b):
        return sum(x != y for x, y in zip(a, b, strict=True)) == 1
    long, short = (a, b) if len(a) > len(b) else (b, a)
    return len(long) == len(short) + 1 and any(long[:i] + long[i + 1 :] == short for i in range(len(long)))


def _problem(table: Table, names: list[str], a: int, b: int) -> Problem:
    first, second = table.cell("name", a), table.cell("name", b)
    assert first is not None
    assert second is not None
    where = str(first) if first.file == second.file else first.full
    return Problem.at(second, "duplicate-likely", "warning", Text(
        f"“{names[b]}” có thể trùng với “{names[a]}” ở ô {where}; hãy kiểm tra, nếu là một thì bỏ bớt.",
        f"“{names[b]}” may be the same as “{names[a]}” in cell {where}; check, and remove one if so.",
    ), names[b])
