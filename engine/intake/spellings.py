"""Units written in several ways: each cluster of near-equal spellings once, for one decision, over all files."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from engine.frozen import dataclass
from engine.intake.units import UnitIndex, split_type
from engine.intake.values.choices import nearest
from engine.names import fold, normal
from engine.problems import Problem
from engine.provenance import Text

if TYPE_CHECKING:
    from engine.intake.roster import Table
    from engine.rulebook.model import Field

SENDER = "unit"  # the text column that says who sends a candidate
_OF_A_COMMUNE = re.compile(r"\b(?:xã|phường|thị trấn|x\.|p\.|tt\.)\s*(?=\w)", re.IGNORECASE)
_SHOWN = 6  # spellings that a sentence lists


@dataclass(frozen=True, slots=True)
class Cluster:
    """Spellings of one field that are probably one unit: each with how many cells say so, the most frequent first."""

    field: str
    written: tuple[tuple[str, int], ...]
    rows: tuple[int, ...]  # of each spelling, the first row
    nearest: tuple[str, ...]  # names of the list, best first; none for a text column


def clusters(table: Table, fields: Mapping[str, Field], units: UnitIndex) -> Iterator[Cluster]:
    """Spellings that no list explains, then spellings of the sending unit that nearly agree."""
    for field in fields.values():
        if field.type == "unit" and field.id in table.frame:
            said = {row: text for row, text in table.unreadable.get(field.id, {}).items() if _is_name(text, units)}
            for group in _grouped(said, least=1):
                near = nearest(group[0][0], list(units.names))
                yield _cluster(field.id, group, tuple(near))
    if SENDER in fields and SENDER in table.frame and fields[SENDER].type == "text":
        texts = {row: text for row, text in enumerate(table.frame[SENDER].tolist()) if isinstance(text, str)}
        for group in _grouped(texts, least=2):
            for alike in _told_apart(group, units):
                yield _cluster(SENDER, alike, ())


def spelling_problems(table: Table, fields: Mapping[str, Field], units: UnitIndex) -> Iterator[Problem]:
    """Each cluster once. Of spellings outside the list, only what several cells say: one cell has its own problem."""
    for cluster in clusters(table, fields, units):
        count = sum(n for _, n in cluster.written)
        if cluster.field == SENDER:
            yield _several(table, fields[SENDER], cluster)
        elif count > 1:
            yield _unknown(fields[cluster.field], cluster, count)


def _grouped(said: Mapping[int, str], least: int) -> Iterator[list[tuple[str, int, int]]]:
    """Groups of at least so many spellings: (text, count, first row), the most frequent first."""
    count: dict[str, int] = defaultdict(int)
    first: dict[str, tuple[str, int]] = {}
    for row, text in said.items():
        key = normal(text)
        count[key] += 1
        first.setdefault(key, (text, row))
    near: dict[str, list[str]] = defaultdict(list)
    for key in count:
        near[_plain(key)].append(key)
    for keys in _one_letter_joined(near):
        for group in _by_type(keys):
            if len(group) >= least:
                ordered = sorted(group, key=lambda k: (-count[k], first[k][1]))
                yield [(first[k][0], count[k], first[k][1]) for k in ordered]


def _one_letter_joined(near: Mapping[str, list[str]]) -> Iterator[list[str]]:
    """The spellings of each plain form, with those of a plain form one letter away. A digit away is another unit."""
    halves: dict[tuple[bool, str], list[str]] = defaultdict(list)
    joined: dict[str, str] = {}
    for plain in near:
        home = plain
        if len(plain) >= 8 and not any(map(str.isdigit, plain)):
            for half in ((True, plain[: len(plain) // 2 - 1]), (False, plain[-(len(plain) // 2 - 1) :])):
                home = next((joined[o] for o in halves[half] if _one_letter(o, plain)), home)
            for length in {len(plain) - 1, len(plain), len(plain) + 1}:
                size = length // 2 - 1
                halves[True, plain[:size]].append(plain)
                halves[False, plain[-size:]].append(plain)
        joined[plain] = home
    groups: dict[str, list[str]] = defaultdict(list)
    for plain, home in joined.items():
        groups[home].extend(near[plain])
    yield from groups.values()


def _told_apart(group: list[tuple[str, int, int]], units: UnitIndex) -> Iterator[list[tuple[str, int, int]]]:
    """Offices of two communes of the list are two, however near their names; one of no commune goes with the first."""
    by_unit: dict[int | None, list[tuple[str, int, int]]] = defaultdict(list)
    for said in group:
        by_unit[_commune_in(said[0], units)].append(said)
    if len(by_unit) > 1:
        unknown = by_unit.pop(None, [])
        by_unit[next(iter(by_unit))].extend(unknown)
    yield from (alike for alike in by_unit.values() if len(alike) > 1)


def _commune_in(text: str, units: UnitIndex) -> int | None:
    """The commune of the list that an office's name ends with: UBND xã Phước Hải."""
    at = [found.start() for found in _OF_A_COMMUNE.finditer(text)]
    for start in (0, *at):
        found = units.find(text[start:])
        if isinstance(found, int):
            return found
    return None


def _by_type(keys: Iterable[str]) -> Iterator[list[str]]:
    """Xã A and phường A are two units; A alone goes with either where there is only one of them."""
    by_type: dict[str | None, list[str]] = defaultdict(list)
    for key in keys:
        by_type[split_type(key)[0]].append(key)
    said = [kind for kind in by_type if kind is not None]
    if len(said) == 1:
        by_type[said[0]].extend(by_type.pop(None, []))
    yield from by_type.values()


def _plain(key: str) -> str:
    """Without the kind of unit, diacritics and punctuation: what two spellings of one unit share."""
    return " ".join(re.sub(r"[^\w\s]|_", " ", fold(split_type(key)[1])).split())


def _one_letter(a: str, b: str) -> bool:
    if len(a) == len(b):
        return sum(x != y for x, y in zip(a, b, strict=True)) == 1
    long, short = (a, b) if len(a) > len(b) else (b, a)
    return len(long) == len(short) + 1 and any(long[:i] + long[i + 1 :] == short for i in range(len(long)))


def _is_name(text: str, units: UnitIndex) -> bool:
    return not text.startswith(("#", "=")) and not isinstance(units.find(text), int)


def _cluster(field_id: str, group: list[tuple[str, int, int]], near: tuple[str, ...]) -> Cluster:
    return Cluster(
        field_id,
        tuple((text, count) for text, count, _ in group),
        tuple(row for *_, row in group),
        near,
    )


def _listed(cluster: Cluster) -> Text:
    vi = [f"“{text}” ({count} ô)" for text, count in cluster.written[:_SHOWN]]
    en = [f"“{text}” ({count} cell{'' if count == 1 else 's'})" for text, count in cluster.written[:_SHOWN]]
    more = ", …" if len(cluster.written) > _SHOWN else ""
    return Text(", ".join(vi) + more, ", ".join(en) + more)


def _unknown(field: Field, cluster: Cluster, count: int) -> Problem:
    said = _listed(cluster)
    near = ", ".join(f"“{name}”" for name in cluster.nearest)
    return Problem(
        "units-unknown",
        "warning",
        Text(
            f"{field.text.vi}: {count} ô ghi {said.vi}, không có trong danh sách đơn vị"
            + (f"; gần nhất: {near}" if near else "")
            + "; có thể quyết định một lần cho tất cả bằng --resolve.",
            f"{field.text.en}: {count} cells say {said.en}, which is not in the list of units"
            + (f"; nearest: {near}" if near else "")
            + "; one decision for all of them is possible with --resolve.",
        ),
    )


def _several(table: Table, field: Field, cluster: Cluster) -> Problem:
    said = _listed(cluster)
    text = Text(
        f"{field.text.vi} ghi nhiều cách gần giống nhau: {said.vi}; nếu là một đơn vị, hãy thống nhất một cách ghi.",
        f"{field.text.en} is written in several ways that nearly agree: {said.en}; if it is one unit, write it in one"
        " way.",
    )
    cell = table.cell(field.id, cluster.rows[1])
    if cell is None:
        return Problem("unit-spellings", "warning", text)
    return Problem.at(cell, "unit-spellings", "warning", text, cluster.written[1][0])
