"""A tie as both council screens show it: the clause and the law in words, and how far the draft and the council are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from engine.council import Compared, Group
from engine.provenance import Text
from engine.web.drafts import Draft
from engine.wording import day


@dataclass(frozen=True, slots=True)
class Law:
    """One thing the law asks attention for among equals."""

    clause: Text  # the law's sentence, with its article where the rulebook knows it
    compared: Compared

    @property
    def silent(self) -> bool:
        """The sheet says nothing of it for any of them."""
        return not any(value.shown for value in self.compared.values)


@dataclass(frozen=True, slots=True)
class Side:
    """A tie side by side."""

    group: Group
    clause: Text | None  # of the quota, in words
    law: tuple[Law, ...]
    chosen: int  # in the draft
    drafted: bool  # the draft decides something here
    session: int | None  # that settled it

    @property
    def columns(self) -> int:
        return len(self.group.members)


def side(group: Group, head: Mapping[str, Any], draft: Draft) -> Side:
    """``head``: the document of the results, without its decisions."""
    clauses = head["rules"]["clauses"]

    def words(id_: str | None) -> Text | None:
        entry = clauses.get(id_ or "")
        return Text(entry["vi"], entry["en"]) if entry else None

    said = [draft.values.get(f"decision.{member.row + 1}", "") for member in group.members]
    word = group.members[0].word
    return Side(
        group,
        words(group.clause),
        tuple(Law(words(next(iter(one.clauses), None)) or one.name, one) for one in group.law),
        said.count("choose"),
        any(said),
        None if group.open or word is None else int(word["session"]),
    )


def clock(stamp: str) -> str:
    """``08:05`` of a stamp; nothing of none."""
    return f"{datetime.fromisoformat(stamp):%H:%M}" if stamp else ""


def day_of(iso: str, lang: str) -> str:
    """A session's day as people write it."""
    return day(date.fromisoformat(iso)).in_(lang) if iso else "–"
