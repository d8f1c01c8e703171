"""How near everybody stands to the line, and who is provisional and on which cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from engine.explanation import Lexicon, Node, as_text
from engine.explanation.index import chain, quota_lines
from engine.explanation.places import score_text
from engine.explanation.standards import cells_of
from engine.frozen import dataclass
from engine.provenance import Text
from engine.questions.comparing import home_of, status_text
from engine.wording import decimal, joined, say, two_digits

Plain = Mapping[str, Any]

NEAR = 3
"""People told of on either side of a line."""

MOST_TIED = 12
"""People told of who are level at the line."""

LACKS = frozenset({
    "blank", "unreadable", "no_column", "evidence", "rate", "mismatch", "unset", "no_register", "duplicate",
    "incomplete", "seat_class", "seat_group", "list_unknown", "category_unknown", "round_unknown", "exclusion_unknown",
    "disagree",
})  # fmt: skip
"""Reason codes that say what is not there."""


@dataclass(frozen=True, slots=True)
class Line:
    """Where one quota stops: those directly in it and in the quotas inside it."""

    quota: Plain
    text: Text
    inside: tuple[Plain, ...]  # seated or level at the edge, the last first
    outside: tuple[Plain, ...]  # reserves, the first first
    gap: Fraction | None  # of the scores of the last inside and the first outside; None where one is not exactly known

    def as_json(self) -> dict[str, Any]:
        """For ``--format json``."""
        quota = {name: self.quota[name] for name in ("id", "group", "at_most", "filled", "cut_off", "clause")}
        return {
            **quota, "vi": self.text.vi, "en": self.text.en,
            "margin": None if self.gap is None else decimal(self.gap).en.replace(",", ""),
            "inside": [_near_json(d) for d in self.inside],
            "outside": [_near_json(d) for d in self.outside],
        }  # fmt: skip

    def node(self) -> Node:
        """For the tree."""
        seats = say("margins.seats", filled=two_digits(self.quota["filled"]), most=two_digits(self.quota["at_most"]))
        group = f", {self.quota['group']}" if self.quota["group"] else ""
        text = Text(f"{self.text.vi}{group}: {seats.vi}", f"{self.text.en}{group}: {seats.en}")
        margin = self._margin()
        tied = sum(d["status"] == "tied" for d in self.inside)
        children = (
            *(_near(d) for d in reversed(self.inside[: max(NEAR, min(tied, MOST_TIED))])),
            Node("note", margin),
            *(_near(d) for d in self.outside[:NEAR]),
        )
        return Node("quota", text, None, self.quota["clause"], (), children, self.quota["id"])

    def _margin(self) -> Text:
        if not self.outside and not any(d["status"] == "tied" for d in self.inside):
            return say("margins.no_reserve")
        if any(d["status"] == "tied" for d in self.inside):
            return say("margins.tied", n=two_digits(sum(d["status"] == "tied" for d in self.inside)))
        if self.gap is None:
            return say("margins.unknown")
        if self.gap > 0:
            return say("margins.gap", gap=decimal(self.gap))
        return say("margins.by_order")


@dataclass(frozen=True, slots=True)
class Provisional:
    """A decision that something missing may still change: on whose, and on which cells."""

    decision: Plain
    own: tuple[Plain, ...]  # reasons that say what is missing of its own
    others: tuple[tuple[Plain, tuple[Plain, ...]], ...]  # whose evidence could cost it the seat, and what they lack

    def as_json(self) -> dict[str, Any]:
        """For ``--format json``."""
        return {
            "candidate": self.decision["candidate"]["key"],
            "name": self.decision["candidate"]["name"],
            "status": self.decision["status"],
            "missing": [_lack_json(reason) for reason in self.own],
            "on": [
                {"candidate": other["candidate"]["key"], "name": other["candidate"]["name"],
                 "missing": [_lack_json(reason) for reason in reasons]}
                for other, reasons in self.others
            ],
        }  # fmt: skip

    def node(self) -> Node:
        """For the tree."""
        status = status_text(self.decision["status"])
        name = self.decision["candidate"]["name"]
        text = Text(f"{name}: {status.vi}", f"{name}: {status.en}")
        own = [Node("missing", _said(r), None, r["clause"], tuple(r["cells"]), id=r["code"]) for r in self.own]
        return Node(
            "certainty", text, children=(*own, *(self._on(*each) for each in self.others)),
            id=self.decision["candidate"]["key"],
        )  # fmt: skip

    @staticmethod
    def _on(other: Plain, reasons: Sequence[Plain]) -> Node:
        text = say("margins.on", name=other["candidate"]["name"], status=status_text(other["status"]))
        cells = tuple(dict.fromkeys(cell for reason in reasons for cell in reason["cells"]))
        if reasons:
            lacking = joined([_said(reason) for reason in reasons], most=2)
            text = Text(f"{text.vi}: {lacking.vi}", f"{text.en}: {lacking.en}")
        return Node("missing", text, None, None, cells, (), other["candidate"]["key"])


@dataclass(frozen=True, slots=True)
class Margins:
    """The lines of a run and who is provisional; a tree to be shown, and plain data."""

    headline: Text
    lines: tuple[Line, ...]
    provisional: tuple[Provisional, ...]
    draft: bool
    file: str

    @property
    def sections(self) -> tuple[Node, ...]:
        """The lines, then the provisional."""
        lines = tuple(line.node() for line in self.lines)
        who = tuple(each.node() for each in self.provisional)
        return (
            Node("quota", say("margins.lines") if lines else say("margins.no_lines"), children=lines),
            Node("certainty", say("margins.provisional", n=len(who)) if who else say("margins.certain"), children=who),
        )

    def as_json(self) -> dict[str, Any]:
        """For ``--format json``."""
        return {
            "schema": "xetkhen/margins/1",
            "lines": [line.as_json() for line in self.lines],
            "provisional": [each.as_json() for each in self.provisional],
        }


def margins(document: Plain) -> Margins:
    """Of a document of decisions, from it alone."""
    run = document["run"]
    lexicon = Lexicon(document.get("rules") or {})
    return Margins(
        say("margins.head", run=run["id"], rulebook=run["rulebook"]["id"]),
        tuple(lines_of(document, lexicon)),
        tuple(_provisional(document, lexicon)),
        run["rulebook"].get("approval") != "approved",
        home_of(document),
    )


def lines_of(document: Plain, lexicon: Lexicon) -> Iterator[Line]:
    """The lines that somebody stands at."""
    lines = quota_lines(document)
    of: dict[tuple[str, str | None], list[Plain]] = {}
    for decision in document["decisions"]:
        placement = decision.get("quota") or {}
        if placement.get("node"):
            for line in chain(lines, placement["node"], placement["group"]):
                of.setdefault((line["id"], line["group"]), []).append(decision)
    inner: dict[tuple[str, str | None], Line] = {}
    for key in reversed(lines):  # quotas stand before those inside them
        line = lines[key]
        if line["at_most"] is not None and of.get(key):
            told = (d for other in inner.values() for d in other.inside if d["status"] == "tied")
            found = _line(lexicon, line, of[key], frozenset(d["candidate"]["key"] for d in told))
            if found is not None:
                inner[key] = found
    yield from (inner[key] for key in lines if key in inner)


def _line(lexicon: Lexicon, line: Plain, here: Sequence[Plain], told: frozenset[str]) -> Line | None:
    """The line of a quota, where somebody is stopped by it and by none inside it; or where it is full and the last."""
    ranked = sorted(here, key=lambda d: (d["rank"] or 0, d["candidate"]["key"]))
    inside = [d for d in reversed(ranked) if d["status"] in ("nominated", "tied")]
    inside.sort(key=lambda d: d["status"] != "tied")  # those level at the edge stand next to it
    outside = [d for d in ranked if d["status"] == "reserve" and line["id"] in d["quota"]["blocked_by"][:1]]
    tied = [d for d in inside if d["status"] == "tied" and d["candidate"]["key"] not in told]
    innermost = any(d["quota"]["node"] == line["id"] for d in here)
    if not outside and not tied and not (innermost and line["filled"] >= line["at_most"]):
        return None
    gap = _gap(inside[0], outside[0]) if inside and outside else None
    return Line(line, as_text(line) or lexicon.name("quotas", line["id"]), tuple(inside), tuple(outside), gap)


def _gap(last: Plain, first: Plain) -> Fraction | None:
    if last["score"] is None or first["score"] is None:
        return None
    return Fraction(last["score"]) - Fraction(first["score"])


def _provisional(document: Plain, lexicon: Lexicon) -> Iterator[Provisional]:
    by_key: dict[str, Plain] = {}
    for decision in document["decisions"]:
        by_key.setdefault(decision["candidate"]["key"], decision)
    found = [(place, d) for d in document["decisions"] if (place := provisional_place(d)) is not None]
    for _, decision in sorted(found, key=lambda each: each[0]):
        yield provisional_of(decision, by_key, lexicon)


_ORDER = ("nominated", "tied", "needs_evidence", "reserve")


def provisional_place(decision: Plain) -> int | None:
    """Those in and at the edge first, then those whose own evidence can still change the list; None for all others."""
    status = decision["status"]
    if decision["certain"] or status not in _ORDER:
        return None
    told = status in ("nominated", "tied") or decision["evidence_matters"] or decision["provisional_on"]
    return _ORDER.index(status) if told else None


def provisional_of(decision: Plain, by_key: Mapping[str, Plain], lexicon: Lexicon) -> Provisional:
    """What such a decision hangs on; ``by_key``: the first decision of each key."""
    others = [by_key[key] for key in decision.get("provisional_on") or () if key in by_key]
    about = tuple((other, _lacking(lexicon, other)) for other in others)
    return Provisional(decision, _lacking(lexicon, decision), about)


def _lacking(lexicon: Lexicon, decision: Plain) -> tuple[Plain, ...]:
    """What is not there: the decision's own reasons; else what its place in the order hangs on."""
    own = tuple(reason for reason in decision["reasons"] if reason["code"] in LACKS)
    return own or tuple(_open(lexicon, decision))


def _open(lexicon: Lexicon, decision: Plain) -> Iterator[Plain]:
    for name, finding in decision["criteria"].items():
        if finding["result"] == "unknown":
            text = say("margins.unknown_of", what=lexicon.name("criteria", name))
            cells = cells_of(finding)
            yield {"code": "unknown", "vi": text.vi, "en": text.en, "clause": finding["clause"], "cells": cells}
    for item, points in decision["points"].items():
        if ".." in points:
            text = say("margins.unknown_of", what=lexicon.name("points", item))
            yield {"code": "unknown", "vi": text.vi, "en": text.en, "clause": None, "cells": ()}


def _near(decision: Plain) -> Node:
    name, score, status = decision["candidate"]["name"], score_text(decision), status_text(decision["status"])
    text = say("margins.near", rank=str(decision["rank"]), name=name, score=score, status=status)
    return Node("holder", text, id=decision["candidate"]["key"])


def _near_json(decision: Plain) -> dict[str, Any]:
    about = decision["candidate"]
    return {
        "candidate": about["key"], "name": about["name"],
        **{name: decision[name] for name in ("status", "rank", "score", "score_range")},
    }  # fmt: skip


def _said(reason: Plain) -> Text:
    return Text(reason["vi"], reason["en"])


def _lack_json(reason: Plain) -> dict[str, Any]:
    return {**{name: reason[name] for name in ("code", "vi", "en", "clause")}, "cells": list(reason["cells"])}
