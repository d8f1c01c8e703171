"""Candidates that are probably the same, spelled a little differently: for a person to look at, never decided here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from engine.frozen import dataclass
from engine.names import fold, name_key
from engine.problems import Problem
from engine.provenance import Text

if TYPE_CHECKING:
    from engine.intake.roster import Table

_LOOKED_BACK = 20  # rows of one name and place that a further one is held against


def likely_duplicates(table: Table, apart: frozenset[tuple[int, int]] = frozenset()) -> list[Problem]:
    """The pairs as problems; ``apart``: pairs that somebody said are two."""
    names = [str(n) if isinstance(n, str) else "" for n in table.frame["name"].tolist()]
    return [_problem(table, names, a, b) for a, b in likely_pairs(table) if (a, b) not in apart]


def likely_pairs(table: Table) -> list[tuple[int, int]]:
    """Rows of one kind whose names agree without diacritics, or but for one letter, and whose places agree.

    Names that are one and the same are reported where something is given for one and blank for the other; else they
    are duplicates, which block until one is chosen. One letter apart counts only where both birth years are given.
    """
    names = [str(n) if isinstance(n, str) else "" for n in table.frame["name"].tolist()]
    keys = [name_key(n) for n in names]
    plain = [fold(k) for k in keys]
    rows = _Rows(
        keys, plain, _ints(table, "kind"), _ints(table, "birth_year"), _ints(table, "commune"), _texts(table, "unit"),
    )
    return sorted({(min(pair), max(pair)) for pair in (*_same(rows), *_one_apart(rows))})


@dataclass(frozen=True, slots=True)
class _Rows:
    """What is compared, by row."""

    keys: list[str]
    plain: list[str]
    kinds: list[int | None]
    years: list[int | None]
    communes: list[int | None]
    units: list[str | None]

    def apart(self, a: int, b: int) -> bool:
        """Something given for both says that they are two."""
        return any(x[a] is not None and x[b] is not None and x[a] != x[b] for x in self._places())

    def equal(self, a: int, b: int) -> bool:
        """Nothing tells them apart, not even a blank: an exact duplicate, or as good as one."""
        return self.keys[a] == self.keys[b] and all(x[a] == x[b] for x in self._places())

    def _places(self) -> tuple[Sequence[int | str | None], ...]:
        return self.kinds, self.years, self.communes, self.units


def _same(rows: _Rows) -> Iterator[tuple[int, int]]:
    """Names that agree without diacritics: each with the one before it of the same year, commune or unit."""
    for places in (rows.years, rows.communes, rows.units):
        groups: dict[tuple[str, int | str], list[int]] = defaultdict(list)
        for index, (name, place) in enumerate(zip(rows.plain, places, strict=True)):
            if place is None or not name:
                continue
            group = groups[name, place]
            for other in reversed(group[-_LOOKED_BACK:]):
                if not rows.apart(other, index):
                    if not rows.equal(other, index):
                        yield other, index
                    break
            group.append(index)


def _one_apart(rows: _Rows) -> Iterator[tuple[int, int]]:
    """Names one letter apart, of one kind, birth year and commune. A digit apart is another thing: tổ 1 and tổ 2."""
    blocks: dict[tuple[object, ...], dict[str, int]] = defaultdict(dict)
    for index, name in enumerate(rows.plain):
        if rows.years[index] is not None and len(name) >= 8 and not any(map(str.isdigit, name)):
            block = rows.kinds[index], rows.years[index], rows.communes[index], rows.units[index]
            blocks[block].setdefault(name, index)
    for members in blocks.values():
        if len(members) < 2:
            continue
        # One letter apart in names of two words and more: the first half or the second half is the same.
        halves: dict[tuple[bool, str], list[str]] = defaultdict(list)
        for name in members:
            for half in ((True, name[:4]), (False, name[-4:])):
                for other in halves[half]:
                    if abs(len(other) - len(name)) <= 1 and _one_letter(other, name):
                        yield members[other], members[name]
                halves[half].append(name)


def _ints(table: Table, field: str) -> list[int | None]:
    if field not in table.frame:
        return [None] * len(table)
    column = table.frame[field]
    return [
        None if missing else int(v) for v,
        missing in zip(column.fillna(0).tolist(), column.isna().tolist(), strict=True)
    ]


def _texts(table: Table, field: str) -> list[str | None]:
    if field not in table.frame:
        return [None] * len(table)
    return [fold(text) if isinstance(text, str) else None for text in table.frame[field].tolist()]


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
