"""A run of which only that is read which is asked for: to explanations it is the document, indexed.

Made for one request and for one thread; what is the same for all of them is kept beside.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from engine.explanation import Lexicon
from engine.explanation.index import Indexed, LineKey, Lines, Plain, quota_lines
from engine.explanation.tree import Node
from engine.frozen import dataclass
from engine.provenance import Text
from engine.report.streaming import DECISIONS
from engine.web.index.pieces import KEPT, Decisions, Document, Found, Holders
from engine.web.index.stored import Opened, exact, loose


@dataclass(frozen=True, slots=True)
class Row:
    """A candidate as the list shows it."""

    number: int  # its place in decisions.json
    decision: Plain
    cut: Plain | None = None  # the quota whose line stands above this row


@dataclass(frozen=True, slots=True)
class Touched:
    """A rule of a clause, and how many it touched with each result."""

    section: str
    rule: str
    counts: Mapping[str, int]


class IndexedRun(Indexed):
    """``decisions.json`` by its index."""

    def __init__(self, found: Opened) -> None:
        super().__init__(Document(found))
        self.about: Mapping[str, Any] = found.about
        self._found = found

    # ---- what explanations look for ------------------------------------------------------------------------------

    @cached_property
    def lexicon(self) -> Lexicon:
        key = (self._found.document, self._found.stamp, "lexicon")
        return KEPT.get(key, lambda: Lexicon(self.get("rules") or {}), 1 << 16)

    @cached_property
    def lines(self) -> Lines:
        return quota_lines(self)

    @cached_property
    def names(self) -> Mapping[str, str]:
        return Found(self._name)

    @cached_property
    def by_key(self) -> Mapping[str, Plain]:
        """The first decision of each key."""
        return Found(self._first_of)

    @cached_property
    def ranked(self) -> Mapping[str | None, int]:
        return dict(self.about["ranked"])

    @cached_property
    def level(self) -> Mapping[tuple[str | None, int], int]:
        return Found(self._level)

    @cached_property
    def holders(self) -> Mapping[LineKey, Sequence[Plain]]:
        return Found(self._holders)

    def place_of(self, decision: Plain) -> int:
        """The position of a decision that this gave."""
        return self._decisions.place_of(decision)

    @property
    def _decisions(self) -> Decisions:
        found: Decisions = self[DECISIONS]
        return found

    def _name(self, key: str) -> str | None:
        """The first one's, where exact duplicates share a key."""
        found = self._rows("select name from decision where key = ? order by number limit 1", exact(key))
        return json.loads(found[0][0]) if found else None

    def _first_of(self, key: str) -> Plain | None:
        found = self._rows("select number from decision where key = ? order by number limit 1", exact(key))
        return self._decisions[int(found[0][0])] if found else None

    def _level(self, key: tuple[str | None, int]) -> int | None:
        found = self._rows("select n from level where list = ? and rank = ?", exact(key[0]), key[1])
        return int(found[0][0]) if found else None

    def _holders(self, key: LineKey) -> Sequence[Plain] | None:
        quota = json.dumps(key)
        count = int(self._rows("select count(*) from holder where quota = ?", quota)[0][0])
        return Holders(self._found.kept, self._decisions, quota, count) if count else None

    @cached_property
    def nominated(self) -> Mapping[LineKey, int]:
        """How many hold a sure seat in each quota; the other seats that are filled wait for a decision."""
        return {(id_, group): n for id_, group, n in self.about["nominated"]}

    # ---- what lists look for -------------------------------------------------------------------------------------

    def count(self, status: str = "", commune: str = "", category: str = "", words: Sequence[str] = ()) -> int:
        """How many fit all that is asked for."""
        asked = {"status": status, "commune": commune, "category": category}
        given = {name: value for name, value in asked.items() if value}
        if not words and not given:
            return len(self._decisions)
        if not words and len(given) == 1:  # counted when the index was made
            return sum(int(self.about["facets"][name].get(value, 0)) for name, value in given.items())
        where, values = _where(status, commune, category, words)
        return int(self._rows(f"select count(*) from line{where}", *values)[0][0])  # noqa: S608  # of our own words

    def rows(
        self, first: int, most: int, status: str = "", commune: str = "", category: str = "", words: Sequence[str] = ()
    ) -> list[Row]:
        """A page of those who fit, in the order of the list."""
        where, values = _where(status, commune, category, words)
        places = f"select place, number, cut from line{where} order by place limit ? offset ?"  # noqa: S608  # our words
        found = self._rows(
            f"select number, decision, cut from ({places}) join shown using (number) order by place",  # noqa: S608
            *values, most, first,
        )  # fmt: skip
        return [Row(n, json.loads(d), None if cut is None else json.loads(cut)) for n, d, cut in found]

    def touched(self, clause: str) -> list[Touched]:
        """The rules of a clause, in the order in which they first touched somebody."""
        found: dict[tuple[str, str], dict[str, int]] = {}
        for section, rule, result, n in self._rows(
            "select section, rule, result, n from touched where clause = ? order by turn", exact(clause)
        ):
            found.setdefault((section, json.loads(rule)), {})[json.loads(result)] = n
        return [Touched(section, rule, counts) for (section, rule), counts in found.items()]

    def touched_counts(self) -> Mapping[str, int]:
        """Of each clause, how often its rules touched anybody."""
        found = self._rows("select clause, sum(n) from touched group by clause")
        return {json.loads(clause): n for clause, n in found}

    def people(self, clause: str, section: str, rule: str, result: str, first: int, most: int) -> list[tuple[int, str]]:
        """Number and name of those whom a rule touched with one result."""
        found = self._rows(
            "select numbers from touched where clause = ? and section = ? and rule = ? and result = ?",
            exact(clause), section, exact(rule), exact(result),
        )  # fmt: skip
        numbers = array("I")
        if found:
            numbers.frombytes(found[0][0])
        return [(n, self._name_at(n)) for n in numbers[first : first + most]]

    def _name_at(self, number: int) -> str:
        return str(json.loads(self._rows("select name from decision where number = ?", number)[0][0]))

    def margin_lines(self) -> tuple[Node, ...]:
        """The lines that somebody stands at, as ``margins`` tells them."""
        return tuple(node_of(json.loads(said)) for said, in self._rows("select node from margin order by place"))

    def margins_near(self) -> list[Plain]:
        """Of each of these lines: its quota, and those nearest to it on either side."""
        return [json.loads(said) for (said,) in self._rows("select near from margin order by place")]

    def provisional(self, page: int) -> list[int]:
        """The numbers of those whose decision something missing may still change; pages count from 0."""
        return [int(n) for n, in self._rows("select number from provisional where page = ? order by place", page)]

    def provisional_count(self) -> tuple[int, int]:
        """How many there are, and on how many pages."""
        count, last = self._rows("select count(*), max(page) from provisional")[0]
        return count, 1 + (last or 0)

    def _rows(self, statement: str, *values: object) -> list[Any]:
        return self._found.kept.execute(statement, values).fetchall()


def _where(status: str, commune: str, category: str, words: Sequence[str]) -> tuple[str, list[str]]:
    asked = [(f"{name} = ?", exact(value)) for name, value in
             (("status", status), ("commune", commune), ("category", category)) if value]  # fmt: skip
    asked += [("instr(folded, ?) > 0", loose(word)) for word in words]
    where = " and ".join(condition for condition, _ in asked)
    return f" where {where}" if where else "", [value for _, value in asked]


def node_of(said: Plain) -> Node:
    """The way back from ``Node.as_json``."""
    return Node(
        said["kind"], Text(said["vi"], said["en"]), said.get("result"), said.get("clause"),
        tuple(said.get("cells", ())), tuple(node_of(child) for child in said.get("children", ())), said.get("id"),
    )  # fmt: skip
