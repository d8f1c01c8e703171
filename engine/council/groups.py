"""Those level for the last seats, side by side: what they are level on, where they differ, what the law asks for.

Everything from ``decisions.json``: a council looks at the same values, cells and clauses as an auditor does.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from engine.council.model import Applied, Plain
from engine.council.seats import Places
from engine.council.words import label_of
from engine.frozen import dataclass
from engine.provenance import Text


@dataclass(frozen=True, slots=True)
class Value:
    """What one of them has."""

    result: str | None = None  # met, unmet, unknown; None where it is no test, or is not asked of them
    shown: Text | None = None  # None: the sheet says nothing
    cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Compared:
    """One thing held side by side; ``values`` stand in the order of the group's members."""

    name: Text
    clauses: tuple[str, ...]
    values: tuple[Value, ...]

    @property
    def differs(self) -> bool:
        """Whether they are not all alike in it."""
        return len({(v.result, v.shown) for v in self.values}) > 1

    @property
    def comparable(self) -> bool:
        """Whether it is asked of more than one of them: a commune and a cooperative have standards of their own."""
        return sum(v.result is not None or v.shown is not None for v in self.values) > 1


@dataclass(frozen=True, slots=True)
class Member:
    """One of the level."""

    row: int  # the place among the decisions
    label: str
    name: str
    unit: str  # with the position
    commune: str
    category: Text
    file: str
    sheet: str
    line: int  # its row there
    status: str  # as the council leaves it so far
    word: Mapping[str, Any] | None  # what the council said: action, reason, by, session, votes


@dataclass(frozen=True, slots=True)
class Group:
    """A tie at a quota's edge: so many seats for more candidates than seats."""

    number: int
    quota: Text
    clause: str | None
    at_most: int | None
    seats: int
    members: tuple[Member, ...]
    level: tuple[Compared, ...]  # rank and score and what else ranks: alike by the rules
    points: tuple[Compared, ...]  # what the scores are made of
    standards: tuple[Compared, ...]
    law: tuple[Compared, ...]  # what the law asks attention for among equals; never decides

    @property
    def open(self) -> bool:
        return any(member.status == "tied" for member in self.members)

    @property
    def apart(self) -> tuple[Compared, ...]:
        """Standards that hold for several of them and in which they are not alike."""
        return tuple(one for one in self.standards if one.differs and one.comparable)

    @property
    def own(self) -> tuple[Compared, ...]:
        """Standards that only one of them is held against."""
        return tuple(one for one in self.standards if one.differs and not one.comparable)

    @property
    def alike(self) -> tuple[Compared, ...]:
        return tuple(one for one in (*self.points, *self.standards) if not one.differs)


def groups(document: Plain, now: Applied, places: Places) -> tuple[Group, ...]:
    """All ties that the rules left, settled or not, in the order of the decisions."""
    seen: set[int] = set()
    found: list[Group] = []
    for i, decision in enumerate(document["decisions"]):
        if decision["status"] == "tied" and i not in seen:
            rows = sorted(places.checker.together[i])
            seen |= set(rows)
            found.append(_Side(document, now, rows).group(len(found) + 1, places))
    return tuple(found)


class _Side:
    def __init__(self, document: Plain, now: Applied, rows: Sequence[int]) -> None:
        self.rules, self.basis, self.rows = document["rules"], document["basis"], rows
        self.decisions = [document["decisions"][row] for row in rows]
        self.now = [now.document["decisions"][row] for row in rows]

    def group(self, number: int, places: Places) -> Group:
        quota = self.decisions[0]["quota"]
        line = places.lines[quota["node"], quota["group"]]
        within = f" – {quota['group']}" if quota["group"] else ""
        return Group(
            number, Text(line["vi"] + within, line["en"] + within), line["clause"], line["at_most"],
            sum(bool(d["witness_seated"]) for d in self.decisions), tuple(self._members()), tuple(self._level()),
            tuple(self._points()), tuple(self._tested("criteria", self._ids("criteria"))),
            tuple(self._tested("advisories", (i for i in self._ids("advisories") if i.startswith("law_preference")))),
        )  # fmt: skip

    def _members(self) -> Iterable[Member]:
        for row, decision, now in zip(self.rows, self.decisions, self.now, strict=True):
            candidate = decision["candidate"]
            unit = "; ".join(filter(None, (candidate["position"], candidate["unit"])))
            category = self.rules["categories"].get(candidate["category"])
            yield Member(
                row, label_of(row + 1, decision), candidate["name"], unit, candidate["commune"] or "",
                _text(category) if category else Text("", ""), candidate["file"], candidate["sheet"], candidate["row"],
                now["status"], now.get("council"),
            )  # fmt: skip

    def _ids(self, section: str) -> list[str]:
        """In the order of the rules; not those that rank, which are said apart."""
        ranking = {key["first"] for key in self.basis["ranking"] if "first" in key}
        there = {name for d in self.decisions for name in d[section]}
        return [name for name in self.rules[section] if name in there and name not in ranking]

    def _level(self) -> Iterable[Compared]:
        ranks = (Value(shown=_same(str(d["rank"]))) for d in self.decisions)
        yield Compared(Text("Hạng", "Rank"), (), tuple(ranks))
        for key in self.basis["ranking"]:
            if "first" in key:
                yield from self._tested("criteria", [key["first"]])
            elif {"field": "score"} in key.values():
                yield Compared(Text("Điểm", "Score"), (), tuple(Value(shown=score_of(d)) for d in self.decisions))

    def _points(self) -> Iterable[Compared]:
        there = {name for d in self.decisions for name in d["points"]}
        for id_, entry in self.rules["points"].items():
            if id_ in there:
                values = (Value(shown=_number(d["points"].get(id_)), cells=self._cells(id_, d)) for d in self.decisions)
                yield Compared(_text(entry), _clauses(entry), tuple(values))

    def _cells(self, id_: str, decision: Plain) -> tuple[str, ...]:
        """Where the points were read: the column of the field that earns them."""
        if id_ not in decision["points"]:
            return ()
        entry = next((e for e in self.basis["points"] if e["id"] == id_), {"value": {"field": id_}})
        field, candidate = (entry.get("value") or {}).get("field"), decision["candidate"]
        for sheet in self.basis["sheets"]:
            if (sheet["file"], sheet["sheet"]) == (candidate["file"], candidate["sheet"]) and field in sheet["columns"]:
                return (f"{sheet['file']}!{sheet['sheet']}!{sheet['columns'][field]}{candidate['row']}",)
        return ()

    def _tested(self, section: str, ids: Iterable[str]) -> Iterable[Compared]:
        for id_ in ids:
            entry = self.rules[section].get(id_, {})
            found = [d[section].get(id_) for d in self.decisions]
            values = tuple(
                Value(f["result"], _text(f["shown"]) if f["shown"] else None, tuple(f["cells"])) if f else Value()
                for f in found
            )
            yield Compared(_text(entry) if entry else _same(id_), _clauses(entry), values)


def score_of(decision: Plain) -> Text:
    """The score, or between what it lies."""
    low, high = decision["score_range"] or (decision["score"], None)
    if high is None:
        return _number(low) or _same("…")
    low, high = _number(low) or _same("…"), _number(high) or _same("…")
    return Text(f"{low.vi} đến {high.vi}", f"{low.en} to {high.en}")


def _number(text: str | None) -> Text | None:
    return None if text is None else Text(text.replace(".", ","), text)


def _text(entry: Mapping[str, Any]) -> Text:
    return Text(entry["vi"], entry["en"])


def _same(text: str) -> Text:
    return Text(text, text)


def _clauses(entry: Mapping[str, Any]) -> tuple[str, ...]:
    found = entry.get("clauses") or entry.get("clause") or ()
    return (found,) if isinstance(found, str) else tuple(found)
