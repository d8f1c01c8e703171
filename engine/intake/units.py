"""Communes and wards: the lists a rulebook names, the units sheet, and the code of each as people write it."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import field
from pathlib import Path

from engine.frozen import dataclass
from engine.intake.changed_units import of_the_other_time
from engine.intake.raw import Broken, Raw, Several
from engine.intake.values.reading import Read, Unreadable, cell_error, is_blank, shown
from engine.names import fold, normal, tidy, unit_key
from engine.places import data_dir
from engine.problems import UnusableInput
from engine.provenance import Text

# How people write the type before a name, and the type it is.
_TYPES = (
    (re.compile(r"^(?:xã|x\s*\.)\s*"), "commune"),
    (re.compile(r"^(?:phường|p\s*\.)\s*"), "ward"),
    (re.compile(r"^p\s*(?=\d)"), "ward"),
    (re.compile(r"^(?:thị trấn|tt\s*\.|tt\s)\s*"), "township"),
)
_TYPE_OF_LIST = {"xã": "commune", "phường": "ward", "thị trấn": "township"}
_VILLAGE = re.compile(r"^(?:ấp|khóm|thôn|bản|buôn|làng|xóm|tổ dân phố|khu phố|tdp)\b", re.IGNORECASE)
_PEOPLE = re.compile(r"^(?:ubnd|uỷ ban nhân dân|ủy ban nhân dân)\s+")
VILLAGES = frozenset({"hamlet", "quarter", "village"})


@dataclass(frozen=True, slots=True)
class Unit:
    """A commune, ward or township."""

    name: str  # as the list prints it: "Xã Phước Vinh"
    type: str | None  # commune, ward, township; None where nobody says
    parent: str | None  # its district, as the list prints it

    @property
    def bare(self) -> str:
        """The normal form without the type."""
        return unit_key(self.name)


def listed(names: Iterable[str], folder: Path | None = None) -> list[Unit]:
    """The units of the named lists, in their order. Raises UnusableInput for a list that is not there."""
    found: list[Unit] = []
    for name in names:
        path = (folder or data_dir() / "units") / f"{name}.csv"
        if not path.is_file():
            there = ", ".join(sorted(p.stem for p in path.parent.glob("*.csv")))
            raise UnusableInput(Text(
                f"Không có danh sách đơn vị “{name}”; hiện có: {there}. Hãy sửa `document.units` của bộ quy tắc.",
                f"There is no list of units “{name}”; there are: {there}. Correct `document.units` of the rulebook.",
            ))
        with path.open(encoding="utf-8-sig", newline="") as lines:
            for line in csv.DictReader(lines):
                kind = _TYPE_OF_LIST.get(normal(line["unit_type"]))
                found.append(Unit(tidy(line["unit_name"]), kind, tidy(line["parent"]) or None))
    return found


def split_type(text: str) -> tuple[str | None, str]:
    """``x. Phước Vinh`` -> ``commune``, normal form of ``Phước Vinh``; no type said -> None."""
    rest = _PEOPLE.sub("", tidy(text).casefold())
    for pattern, kind in _TYPES:
        found = pattern.match(rest)
        if found and rest[found.end() :].strip():
            return kind, normal(rest[found.end() :])
    return None, normal(rest)


def is_village(name: str, unit_type: str | None) -> bool:
    """A village, hamlet or quarter: a unit below the commune, which no commune column may name."""
    return unit_type in VILLAGES or (unit_type is None and _VILLAGE.match(tidy(name)) is not None)


def is_province(text: str) -> bool:
    """``Tỉnh Sóc Trăng``."""
    return _PROVINCE.match(tidy(text).casefold()) is not None


@dataclass(slots=True)
class UnitIndex:
    """Units by every way to write them. A unit's code is its position."""

    units: list[Unit] = field(default_factory=list)
    said: dict[str, int] = field(default_factory=dict)  # normal form of a cell -> the code that it was decided to mean
    lists: tuple[str, ...] = ()  # the rulebook's lists, beside which those of the other time stand
    folder: Path | None = None  # where they lie, when not with the product
    _by_bare: dict[str, list[int]] = field(default_factory=dict)
    _parents: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, units: Iterable[Unit]) -> UnitIndex:
        index = cls()
        for unit in units:
            index.add(unit)
        return index

    @property
    def names(self) -> tuple[str, ...]:
        """What the codes stand for. Two units of one name carry their district."""
        count: dict[str, int] = {}
        for unit in self.units:
            count[normal(unit.name)] = count.get(normal(unit.name), 0) + 1
        return tuple(
            f"{u.name} ({u.parent})" if count[normal(u.name)] > 1 and u.parent else u.name for u in self.units
        )

    def add(self, unit: Unit) -> int:
        """The unit's code; that of the same one if it is there."""
        for code in self._by_bare.get(unit.bare, ()):
            other = self.units[code]
            same_type = unit.type is None or other.type is None or unit.type == other.type
            same_parent = not unit.parent or not other.parent or _place(unit.parent) == _place(other.parent)
            if same_type and same_parent:
                return code
        code = len(self.units)
        self.units.append(unit)
        self._by_bare.setdefault(unit.bare, []).append(code)
        if unit.parent:
            self._parents.add(_place(unit.parent))
        return code

    def is_parent(self, text: str) -> bool:
        """A district of the list, or a province: known, and no commune."""
        return _place(text) in self._parents or is_province(text)

    def find(self, text: str, type_hint: str | None = None) -> int | list[int]:
        """The code; or the codes it could be, none or several."""
        head, _, tail = tidy(text).partition(",")
        if not tail and "(" in head:
            head, _, tail = head.partition("(")
        kind, bare = split_type(head)
        codes = self._by_bare.get(bare) or self._by_bare.get(unit_key(head)) or []
        kind = kind or type_hint
        fitting = [c for c in codes if kind is None or self.units[c].type in {None, kind}]
        if tail:
            said = {_place(part.strip(" )")) for part in tail.split(",")}
            fitting = [c for c in fitting if not self.units[c].parent or _place(self.units[c].parent or "") in said]
        return fitting[0] if len(fitting) == 1 else fitting

    def read(self, raw: Raw) -> Read:
        """A cell of a unit column: the code, None for a blank, or why it is no unit of the list."""
        match raw:
            case Broken() | Several():
                return cell_error(raw)
            case str() if is_blank(raw):
                return None
        text = shown(raw)
        found: int | list[int] | None = self.said.get(normal(text)) if self.said else None
        found = self.find(text) if found is None else found
        if isinstance(found, int):
            return found
        changed = None if found else of_the_other_time(text, self.lists, self.folder)
        if changed is not None:
            return Unreadable("unit-other-time", changed.text)
        names = self.names
        if found:
            could = ", ".join(f"“{names[code]}”" for code in found)
            return Unreadable("unit-ambiguous", Text(
                f"có nhiều đơn vị cùng tên: {could}; hãy ghi rõ loại đơn vị hoặc huyện",
                f"several units have this name: {could}; write its type or district",
            ))
        near = [f"“{name}”" for name in self._nearest(text, names)]
        return Unreadable("unit-unknown", Text(
            "không có trong danh sách đơn vị" + (f"; gần nhất: {', '.join(near)}" if near else "")
            + "; hãy sửa tên hoặc bổ sung vào trang “Đơn vị”",
            "not in the list of units" + (f"; nearest: {', '.join(near)}" if near else "")
            + "; correct the name, or add it to the sheet “Đơn vị”",
        ))

    def _nearest(self, text: str, names: tuple[str, ...]) -> list[str]:
        """By the names without their types: "An Hãi" is nearest to "Xã An Hải"."""
        from rapidfuzz import fuzz, process

        bare = [fold(unit.bare) for unit in self.units]
        wanted = fold(split_type(text.partition(",")[0])[1])
        found = process.extract(wanted, bare, scorer=fuzz.ratio, limit=3, score_cutoff=60)
        return [names[index] for _, _, index in found]

    def read_parent(self, raw: Raw) -> Read:
        """A cell that may also name a district of the list, which is known and no commune: null."""
        return None if isinstance(raw, str) and self.is_parent(raw) else self.read(raw)


_PROVINCE = re.compile(r"^tỉnh\b")
_DISTRICT = re.compile(r"^(?:huyện|h\s*\.|thị xã|tx\s*\.?|thành phố|tp\s*\.?|quận|q\s*\.|tỉnh|t\s*\.)\s*")


def _place(text: str) -> str:
    return normal(_DISTRICT.sub("", tidy(text).casefold()))
