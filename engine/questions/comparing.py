"""Two documents of decisions side by side: who is decided otherwise, and what of the one is not so in the other.

What a change rests on is read from the decisions themselves: a criterion or exclusion that came out otherwise, another
score, another quota, another number of seats, somebody who came to hold the seat.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Literal

from engine.explanation import Lexicon, Node, as_text
from engine.explanation.find import handles_of
from engine.explanation.index import chain, quota_lines
from engine.explanation.places import score_text
from engine.explanation.standards import cells_of, clause_of
from engine.explanation.told import split_reasons
from engine.frozen import dataclass
from engine.provenance import Text
from engine.wording import joined, say

Plain = Mapping[str, Any]
Pair = tuple[Plain | None, Plain | None]
CauseKind = Literal["criterion", "exclusion", "category", "award", "score", "quota", "cut_off", "seat", "reason"]

NAMED = 5  # people that a sentence names before it counts the others


@dataclass(frozen=True, slots=True)
class Cause:
    """Something on which a decision rests that is otherwise than before."""

    kind: CauseKind
    id: str | None  # of the criterion, exclusion, quota or reason
    text: Text
    clause: str | None = None
    cells: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """For ``--format json``."""
        return {
            "kind": self.kind, "id": self.id, "vi": self.text.vi, "en": self.text.en, "clause": self.clause,
            "cells": list(self.cells),
        }  # fmt: skip

    def node(self) -> Node:
        """For the tree."""
        return Node("reason", self.text, None, self.clause, self.cells, id=self.id)


@dataclass(frozen=True, slots=True)
class Changed:
    """A candidate that is decided otherwise, or that only one of the two has."""

    before: Plain | None
    after: Plain | None
    headline: Text  # "Dự bị → Đề nghị khen thưởng"
    causes: tuple[Cause, ...]

    @property
    def about(self) -> Plain:
        """The candidate, as it was."""
        either = self.before or self.after
        assert either is not None
        found: Plain = either["candidate"]
        return found

    def as_json(self) -> dict[str, Any]:
        """For ``--format json``."""
        return {
            "candidate": self.about["key"],
            "name": self.about["name"],
            "from": None if self.before is None else _standing(self.before),
            "to": None if self.after is None else _standing(self.after),
            "because": [cause.as_json() for cause in self.causes],
        }

    def node(self) -> Node:
        """For the tree: who, from what to what, and why."""
        name = self.about["name"]
        text = Text(f"{name}: {self.headline.vi}", f"{name}: {self.headline.en}")
        return Node("holder", text, children=tuple(cause.node() for cause in self.causes), id=self.about["key"])


def _standing(decision: Plain) -> dict[str, Any]:
    return {name: decision[name] for name in ("status", "list", "rank", "score", "score_range", "certain")}


# ---- who is who -----------------------------------------------------------------------------------------------


def paired(before: Plain, after: Plain) -> list[Pair]:
    """The decisions of both that are about one candidate: by key, else by place in the files, else by name alone."""
    mine = dict(zip(handles_of(before), before["decisions"], strict=True))
    theirs = dict(zip(handles_of(after), after["decisions"], strict=True))
    partner = {handle: theirs.pop(handle) for handle in mine if handle in theirs}
    for told in (_place, _name):
        alone = _once(told, {handle: d for handle, d in mine.items() if handle not in partner})
        there = _once(told, theirs)
        partner |= {handle: theirs.pop(there[said]) for said, handle in alone.items() if said in there}
    pairs: list[Pair] = [(decision, partner.get(handle)) for handle, decision in mine.items()]
    return [*pairs, *((None, decision) for decision in theirs.values())]


def _once(told: Callable[[Plain], object], decisions: Mapping[str, Plain]) -> dict[object, str]:
    """Handles by what is told of them, where that is told of one only."""
    count = Counter(map(told, decisions.values()))
    return {told(d): handle for handle, d in decisions.items() if count[told(d)] == 1}


def _name(decision: Plain) -> str:
    return str(decision["candidate"]["key"].partition("|")[0])


def _place(decision: Plain) -> tuple[str, str, int, str]:
    about = decision["candidate"]
    return about["file"], about["sheet"], about["row"], about["name"]


# ---- what is otherwise ----------------------------------------------------------------------------------------


class Comparison:
    """Two documents, and the words of each."""

    def __init__(self, before: Plain, after: Plain, pairs: Sequence[Pair] | None = None) -> None:
        self.before, self.after = before, after
        self.pairs = paired(before, after) if pairs is None else list(pairs)
        self.words = Lexicon(before.get("rules") or {}), Lexicon(after.get("rules") or {})
        self.lines = quota_lines(before), quota_lines(after)

    def changed(self) -> tuple[Changed, ...]:
        """Everybody whose status is another, or who stands in one of the two alone; in the order of the first."""
        return tuple(
            self.of(a, b) for a, b in self.pairs if a is None or b is None or a["status"] != b["status"]
        )

    def moved(self) -> tuple[Changed, ...]:
        """Those of one status whose rank or award is another."""
        return tuple(
            self.of(a, b) for a, b in self.pairs
            if a is not None and b is not None and a["status"] == b["status"]
            and (a["rank"] != b["rank"] or a["list"] != b["list"] or a["candidate"]["award"] != b["candidate"]["award"])
        )  # fmt: skip

    def of(self, a: Plain | None, b: Plain | None) -> Changed:
        """What became of one candidate."""
        return Changed(a, b, self.headline(a, b), () if a is None or b is None else tuple(self._causes(a, b)))

    def headline(self, a: Plain | None, b: Plain | None) -> Text:
        """``Dự bị → Đề nghị khen thưởng``; of one status, the ranks."""
        first = say("compare.absent") if a is None else status_text(a["status"])
        second = say("compare.absent") if b is None else status_text(b["status"])
        if a is not None and b is not None and a["status"] == b["status"] and a["rank"] != b["rank"]:
            first, second = (rank_text(d) for d in (a, b))
            status = status_text(a["status"])
            first = Text(f"{status.vi}, {first.vi}", f"{status.en}, {first.en}")
        return Text(f"{first.vi} → {second.vi}", f"{first.en} → {second.en}")

    # ---- causes ------------------------------------------------------------------------------------------------

    def _causes(self, a: Plain, b: Plain) -> Iterator[Cause]:
        own = [*self._category(a, b), *self._findings(a, b), *self._score(a, b)]
        yield from own
        seats = list(self._seats(a, b))
        yield from seats
        if any(cause.kind in ("criterion", "exclusion") for cause in own):
            return
        old, new = ([r for r in split_reasons(d)[0] if r["code"] not in _BESIDE] for d in (a, b))
        gone = [r for r in old if r["vi"] not in {n["vi"] for n in new}]
        come = [r for r in new if r["vi"] not in {o["vi"] for o in old}]
        if gone and a["status"] in _UNDECIDED and b["status"] not in _UNDECIDED and not seats:
            yield _reason(gone[0], say("compare.no_more", reason=Text(gone[0]["vi"], gone[0]["en"])))
        if come:
            yield _reason(come[0], Text(come[0]["vi"], come[0]["en"]))

    def _category(self, a: Plain, b: Plain) -> Iterator[Cause]:
        for kind, group in (("category", "categories"), ("award", "awards")):
            old, new = a["candidate"][kind], b["candidate"][kind]
            if old != new:
                names = self.words[0].name(group, old), self.words[1].name(group, new)
                yield Cause(kind, new, say(f"compare.{kind}", before=names[0], after=names[1]))  # type: ignore[arg-type]

    def _findings(self, a: Plain, b: Plain) -> Iterator[Cause]:
        for group, kind in (("exclusions", "exclusion"), ("criteria", "criterion")):
            for name in dict.fromkeys((*a[group], *b[group])):
                old, new = a[group].get(name), b[group].get(name)
                results = tuple(None if f is None else f["result"] for f in (old, new))
                if results[0] == results[1] or (group == "exclusions" and {None, "unmet"} >= set(results)):
                    continue
                words = self.words[0 if new is None else 1]
                title = words.name(group, name)
                first, second = self._found(group, old), self._found(group, new)
                text = Text(f"{title.vi}: {first.vi} → {second.vi}", f"{title.en}: {first.en} → {second.en}")
                found = old if new is None else new
                yield Cause(
                    kind, name, text, clause_of(words, group, name, found), cells_of(found)  # type: ignore[arg-type]
                )

    @staticmethod
    def _found(group: str, finding: Plain | None) -> Text:
        if finding is None:
            return say("compare.not_asked")
        result = say(f"result.{finding['result']}" if group == "criteria" else f"holds.{finding['result']}")
        value = as_text(finding["shown"])
        return result if value is None else Text(f"{result.vi} ({value.vi})", f"{result.en} ({value.en})")

    @staticmethod
    def _score(a: Plain, b: Plain) -> Iterator[Cause]:
        old, new = score_text(a), score_text(b)
        if old != new:
            yield Cause("score", None, say("compare.score", before=old, after=new))

    def _seats(self, a: Plain, b: Plain) -> Iterator[Cause]:
        """Of those who compete before and after: the quota, its seats, its cut-off, who came and who went."""
        old, new = a.get("quota") or {}, b.get("quota") or {}
        if not old.get("node") or not new.get("node"):
            return
        chains = (
            {line["id"]: line for line in chain(self.lines[0], old["node"], old["group"])},
            {line["id"]: line for line in chain(self.lines[1], new["node"], new["group"])},
        )
        if next(iter(chains[0]), None) != next(iter(chains[1]), None):
            first, second = (next(iter(c.values()), {}) for c in chains)
            names = (as_text(first) or say("blank"), as_text(second) or say("blank"))
            yield Cause("quota", new["node"], say("compare.quota", before=names[0], after=names[1]))
        cut_offs: set[Text] = set()
        for name, line in chains[1].items():
            for cause in _limits(chains[0].get(name, line), line):
                moved = Text(cause.text.vi.rpartition(":")[2], cause.text.en.rpartition(":")[2])
                if cause.kind == "cut_off" and moved in cut_offs:
                    continue  # a quota inside another, with one cut-off: said once
                if cause.kind == "cut_off":
                    cut_offs.add(moved)
                yield cause
        if a["status"] != b["status"]:
            yield from self._holders(a, b, chains)

    def _holders(self, a: Plain, b: Plain, chains: tuple[Mapping[str, Plain], Mapping[str, Plain]]) -> Iterator[Cause]:
        """Who of the same topmost quota came to hold a seat, or lost one."""
        tops = [next(reversed(list(c.values())), None) for c in chains]
        came, went = [], []
        for x, y in self.pairs:
            if (x is not None and x is a) or (y is not None and y is b):
                continue
            there = [self._under(d, side, tops[side]) for side, d in enumerate((x, y))]
            if there[1] and not there[0]:
                came.append(y["candidate"]["name"])  # type: ignore[index]
            if there[0] and not there[1] and (y is None or y["status"] != "tied"):
                went.append(x["candidate"]["name"])  # type: ignore[index]
        held = ("nominated", "tied")
        seated = a["status"] in held and b["status"] != "nominated", b["status"] in held and a["status"] != "nominated"
        if came and seated[0]:
            yield Cause("seat", None, say("compare.came", names=joined(came, most=NAMED)))
        if went and seated[1]:
            yield Cause("seat", None, say("compare.went", names=joined(went, most=NAMED)))

    def _under(self, decision: Plain | None, side: int, top: Plain | None) -> bool:
        placement = (decision or {}).get("quota") or {}
        if decision is None or top is None or decision["status"] != "nominated" or not placement.get("node"):
            return False
        over = chain(self.lines[side], placement["node"], placement["group"])
        return any(line["id"] == top["id"] and line["group"] == top["group"] for line in over)


_UNDECIDED = ("needs_evidence", "not_eligible", "excluded", "not_considered")
_BESIDE = ("provisional", "queue")  # reasons that hang on everybody else


def _reason(reason: Plain, text: Text) -> Cause:
    return Cause("reason", reason["code"], text, reason["clause"], tuple(reason["cells"]))


def _limits(before: Plain, after: Plain) -> Iterator[Cause]:
    name = as_text(after) or Text(after["id"], after["id"])
    for key in ("at_most", "at_least"):
        if before[key] != after[key]:
            old, new = (say("unlimited") if d[key] is None else Text(str(d[key]), str(d[key])) for d in (before, after))
            yield Cause("quota", after["id"], say(f"compare.{key}", quota=name, before=old, after=new), after["clause"])
    if before["cut_off"] != after["cut_off"] and after["at_most"] is not None:
        old, new = (_cut_off(d["cut_off"]) for d in (before, after))
        yield Cause("cut_off", after["id"], say("compare.cut_off", quota=name, before=old, after=new), after["clause"])


def _cut_off(said: str | None) -> Text:
    return Text("–", "–") if said is None else Text(said.replace(".", ","), said)


def home_of(document: Plain) -> str:
    """The one file that a run read, which cells need not repeat; empty where it read several."""
    files = {decision["candidate"]["file"] for decision in document["decisions"]}
    return str(files.pop()) if len(files) == 1 else ""


def rank_text(decision: Plain) -> Text:
    """``hạng 7``; of whoever is not ranked, that."""
    return say("compare.unranked") if decision["rank"] is None else say("compare.rank", n=str(decision["rank"]))


def status_text(status: str) -> Text:
    """A status in a word or two."""
    return say(f"status.{status}.short")
