"""An index made from ``decisions.json``, which passes once: of each decision a few words are kept meanwhile."""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from sys import intern
from typing import Any

from engine.explanation import Lexicon
from engine.explanation.index import chain, quota_lines
from engine.names import fold, normal
from engine.questions.margins import MOST_TIED, Line, lines_of, provisional_place
from engine.report.reading import damaged, document_of
from engine.report.streaming import DECISIONS, OtherLayout, Piece, pieces_at_once, pieces_by_line
from engine.web.index.order import Plain, Standing, in_order, with_cuts
from engine.web.index.stored import AFTERWARDS, FORM, SCHEMA, Stamp, exact, loose

SHOWN = ("candidate", "list", "status", "certain", "depends_on_readings", "rank", "score", "score_range", "quota",
         "evidence_matters")  # fmt: skip
"""What a list shows of a decision."""
A_PAGE = 90
"""Lines told of provisional decisions on one page."""
NEAREST = 8
"""People drawn on either side of a line."""
SECTIONS = ("criteria", "exclusions", "advisories")


def build(folder: Path, target: Path) -> None:
    """Write the index of a results folder into the new file ``target``.

    Raises UnusableInput where the folder holds no results, or where they are damaged.
    """
    document = document_of(folder)
    try:
        _written(document, pieces_by_line(document), target)
    except OtherLayout:
        target.unlink(missing_ok=True)
        _written(document, pieces_at_once(folder), target)


def _written(document: Path, pieces: Iterator[Piece | str], target: Path) -> None:
    before = Stamp.of(document)
    with closing(sqlite3.connect(target, isolation_level=None)) as out:
        # A file of its own until it is whole: nothing of it has to survive being cut off.
        out.execute("pragma journal_mode = off")
        out.execute("pragma synchronous = off")
        out.executescript(SCHEMA)
        out.execute("begin")
        try:
            about = _Building(out).all(pieces)
        except (KeyError, TypeError) as error:  # something is not there, or is of another kind: edited by hand
            raise damaged(document) from error
        if before is None or Stamp.of(document) != before:  # somebody writes to it
            raise damaged(document)
        about |= {"form": FORM, "stamp": before.plain}
        out.execute("insert into about values (?)", (json.dumps(about),))
        out.execute("commit")
        out.executescript(AFTERWARDS)


def _without_others(placement: Plain) -> dict[str, Any] | None:
    """A place without those who share it: in a large tie everybody names everybody."""
    return {name: value for name, value in placement.items() if name not in ("tied_with", "level_with")} or None


class _Building:
    """What has been seen of a document so far."""

    def __init__(self, out: sqlite3.Connection) -> None:
        self.out = out
        self.head: dict[str, Any] = {}
        self.places: list[tuple[str, int, int]] = []
        self.standings: list[Standing] = []
        self.folded: list[str] = []
        self.facets: list[tuple[str, str]] = []  # commune and category
        self.placed: list[dict[str, Any]] = []  # those that quotas hold, as margins look at them
        self.numbers: dict[int, int] = {}  # of those
        self.provisional: list[tuple[int, int, int]] = []  # place, number, lines told
        self.files: dict[str, None] = {}
        self.communes: dict[str, list[int]] = {}
        self.counts: dict[str, Counter[str]] = {name: Counter() for name in ("status", "commune", "category")}
        self.readings = Counter[str]()
        self.level = Counter[tuple[str | None, int]]()
        self.nominated: list[tuple[str, str | None, int]] = []  # how many hold a sure seat, by quota and its group
        self.evidence = 0
        self.touched: dict[str, dict[tuple[str, str], dict[str, array[int]]]] = {}

    def all(self, pieces: Iterator[Piece | str]) -> dict[str, Any]:
        """Everything into its tables; gives what is said of the whole."""
        digest = ""
        for piece in pieces:
            if isinstance(piece, str):
                digest = piece
            elif piece.section == DECISIONS:
                self._decision(piece)
            else:
                self.head[piece.section] = piece.value
                self.places.append((piece.section, piece.start, piece.length))
        self.out.executemany("insert into section values (?, ?, ?)", self.places)
        self._lines()
        self._holders()
        self._clauses()
        self._margins()
        self.out.executemany(
            "insert into level values (?, ?, ?)", ((exact(list_), rank, n) for (list_, rank), n in self.level.items())
        )
        ranked = Counter[str | None]()
        for (list_, _), n in self.level.items():
            ranked[list_] += n
        return {
            "digest": digest, "decisions": len(self.standings), "ties": self.counts["status"]["tied"],
            "evidence": self.evidence, "errors": sum(p["severity"] == "error" for p in self.head["problems"]),
            "facets": self.counts, "communes": self.communes, "readings": self.readings,
            "home": next(iter(self.files)) if len(self.files) == 1 else "",
            "ranked": list(ranked.items()), "nominated": self.nominated,
        }  # fmt: skip

    def _decision(self, piece: Piece) -> None:
        d, number = piece.value, len(self.standings)
        about = d["candidate"]
        self.out.execute(
            "insert into decision values (?, ?, ?, ?, ?)",
            (number, piece.start, piece.length, exact(about["key"]), exact(about["name"])),
        )
        self.standings.append(Standing.of(number, d))
        self.facets.append((intern(exact(about["commune"])), intern(exact(about["category"]))))
        self.folded.append(fold(normal(f"{about['name']} {about['unit'] or ''}")))
        slim = {name: d[name] for name in SHOWN}
        placement = d["quota"] or {}
        slim["quota"] = _without_others(placement)
        self.out.execute("insert into shown values (?, ?)", (number, json.dumps(slim)))
        if placement.get("node"):
            self.numbers[id(slim)] = number
            self.placed.append(slim)
        place = provisional_place(d)
        if place is not None:
            self.provisional.append((place, number, 2 + len(d.get("provisional_on") or ())))
        self.files[about["file"]] = None
        commune = about["commune"] or ""
        here = self.communes.setdefault(commune, [0, 0])
        here[0] += 1
        here[1] += d["status"] == "nominated"
        for facet, value in (("status", d["status"]), ("commune", commune), ("category", about["category"] or "")):
            self.counts[facet][value] += 1
        self.readings.update(d["depends_on_readings"])
        if d["rank"] is not None:
            self.level[d["list"], d["rank"]] += 1
        self.evidence += d["status"] == "needs_evidence" and d["evidence_matters"] is True
        for section in SECTIONS:
            for rule, finding in d[section].items():
                if finding["clause"]:
                    by = self.touched.setdefault(finding["clause"], {}).setdefault((section, rule), {})
                    by.setdefault(finding["result"], array("I")).append(number)

    def _lines(self) -> None:
        """The list in its order."""
        quotas = self.head["quotas"]
        for place, (it, cut) in enumerate(with_cuts(in_order(self.standings, quotas), quotas)):
            commune, category = self.facets[it.number]
            self.out.execute(
                "insert into line values (?, ?, ?, ?, ?, ?, ?)",
                (place, it.number, exact(it.status), commune, category, loose(self.folded[it.number]),
                 None if cut is None else json.dumps(cut)),
            )  # fmt: skip

    def _holders(self) -> None:
        """As ``Indexed.holders``: those whose seat counts in each quota, and those tied for one, as they rank."""
        lines = quota_lines(self.head)
        found: dict[tuple[str, str | None], list[dict[str, Any]]] = {}
        for d in self.placed:
            if d["status"] in ("nominated", "tied"):
                for line in chain(lines, d["quota"]["node"], d["quota"]["group"]):
                    found.setdefault((line["id"], line["group"]), []).append(d)
        for key, group in found.items():
            group.sort(key=lambda d: (d["rank"] or 0, d["candidate"]["key"]))
            self.nominated.append((*key, sum(d["status"] == "nominated" for d in group)))
            self.out.executemany(
                "insert into holder values (?, ?, ?)",
                ((json.dumps(key), place, self.numbers[id(d)]) for place, d in enumerate(group)),
            )

    def _clauses(self) -> None:
        for clause, rules in self.touched.items():
            for turn, ((section, rule), by) in enumerate(rules.items()):
                for result, numbers in by.items():
                    self.out.execute(
                        "insert into touched values (?, ?, ?, ?, ?, ?, ?)",
                        (exact(clause), turn, section, exact(rule), exact(result), len(numbers), numbers.tobytes()),
                    )

    def _margins(self) -> None:
        document = {"quotas": self.head["quotas"], "decisions": self.placed}
        lexicon = Lexicon(self.head.get("rules") or {})
        for place, line in enumerate(lines_of(document, lexicon)):
            node, near = json.dumps(line.node().as_json()), json.dumps(self._near(line))
            self.out.execute("insert into margin values (?, ?, ?)", (place, node, near))
        self.provisional.sort()
        page = told = 0
        for n, (_, number, lines) in enumerate(self.provisional):
            told += lines
            if told > A_PAGE and told > lines:
                page, told = page + 1, lines
            self.out.execute("insert into provisional values (?, ?, ?)", (n, number, page))

    def _near(self, line: Line) -> dict[str, Any]:
        """Whom a picture of the line shows: those nearest on either side, as they rank."""
        tied = sum(d["status"] == "tied" for d in line.inside)
        inside = [*reversed(line.inside[: max(NEAREST, min(tied, MOST_TIED))])]
        return {
            "quota": {**line.quota, "vi": line.text.vi, "en": line.text.en},
            "inside": [{**d, "number": self.numbers[id(d)]} for d in inside],
            "outside": [{**d, "number": self.numbers[id(d)]} for d in line.outside[:NEAREST]],
            "tied": tied,
            "more": [len(line.inside) - len(inside), max(0, len(line.outside) - NEAREST)],
        }
