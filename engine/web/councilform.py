"""The council's form: what its fields are called, what of them becomes the session's sheet, what went wrong where."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from starlette.datastructures import FormData

from engine.council import Group, Said, fill_sheet, labels
from engine.council.words import ANSWERS, CHANGE_ROWS
from engine.web.sittings import SHEET, Standing
from engine.wording import say

FACTS = ("held_on", "chair", "secretary", "members", "minutes", "signed_by", "signed_on")
_ABOUT = "|".join(ANSWERS)
_TIE = re.compile(rf"(?:decision|{_ABOUT})\.(\d{{1,7}})")
_CHANGE = re.compile(rf"(?:who|action|award|{_ABOUT})\.change\.(\d{{1,2}})")

Typed = Mapping[str, str]


def typed(form: FormData, groups: Iterable[Group]) -> dict[str, str]:
    """What the form says, of the fields that there are: the session's facts, ties, further lines."""
    tied = {str(member.row + 1) for group in groups for member in group.members}
    found = {}
    for name, value in form.items():
        if not isinstance(value, str):
            continue
        tie, change = _TIE.fullmatch(name), _CHANGE.fullmatch(name)
        line = change is not None and int(change[1]) < CHANGE_ROWS
        if name in FACTS or line or (tie is not None and tie[1] in tied):
            found[name] = value.replace("\r\n", "\n").strip()
    return found


def usable(said: Typed, groups: Iterable[Group]) -> dict[str, str]:
    """What of a form can still be recorded: nothing about a tie that was settled meanwhile."""
    settled = {str(member.row + 1) for group in groups if not group.open for member in group.members}
    return {name: value for name, value in said.items() if not ((tie := _TIE.fullmatch(name)) and tie[1] in settled)}


def filled(standing: Standing, said: Typed, path: Path) -> dict[str, str]:
    """Write the session's sheet; gives which cell is which field."""
    called = labels(standing.document)
    ties = [
        _said(said, str(member.row + 1), called[member.row], said.get(f"decision.{member.row + 1}", ""))
        for group in standing.groups
        if begun(group, said)
        for member in group.members
        if any(said.get(f"{name}.{member.row + 1}") for name in ("decision", *ANSWERS))
    ]
    changes = [
        _said(said, f"change.{n}", said.get(f"who.change.{n}", ""), said.get(f"action.change.{n}", ""))
        for n in range(CHANGE_ROWS)
        if any(said.get(f"{name}.change.{n}") for name in ("who", "action", "award", *ANSWERS))
    ]
    return fill_sheet(
        standing.document, standing.applied, standing.places, {f: said.get(f, "") for f in FACTS}, ties, changes, path
    )  # fmt: skip


def begun(group: Group, said: Typed) -> bool:
    """Whether anything is decided in it: notes alone decide nothing, and wait for the next session."""
    return group.open and any(said.get(f"decision.{member.row + 1}") for member in group.members)


def left_over(standing: Standing, said: Typed) -> dict[str, str]:
    """What was typed about ties that this session leaves open."""
    rows = {str(m.row + 1) for g in standing.groups if g.open and not begun(g, said) for m in g.members}
    return {name: value for name, value in said.items() if (tie := _TIE.fullmatch(name)) and tie[1] in rows}


def _said(said: Typed, key: str, label: str, action: str) -> Said:
    given = {name: said.get(f"{name}.{key}", "") for name in ANSWERS}
    return Said(label, action, award=said.get(f"award.{key}", ""), key=key, **given)


@dataclass(frozen=True, slots=True)
class Wrong:
    """A sentence of the command, and the field it is about; empty: none of the form's."""

    text: str
    field: str = ""


def wrong(told: str, cells: Mapping[str, str], lang: str) -> list[Wrong]:
    """The command's sentences, each begun with its cell, as told of the fields that were written there."""
    found = []
    for line in told.splitlines():
        if line == say("cli.decide_nothing").in_(lang):
            continue  # the page says so above
        name, _, rest = line.partition("!")
        cell, colon, text = rest.partition(": ")
        field = cells.get(cell, "") if name == SHEET and colon else ""
        found.append(Wrong(text[:1].upper() + text[1:], field) if field else Wrong(line))
    return found


def lines(said: Typed, asked: int, fewest: int = 2) -> int:
    """How many further lines the form shows: those that say something and one more, or as many as were asked for."""
    last = max((int(m[1]) + 1 for name in said if (m := _CHANGE.fullmatch(name)) and said[name]), default=0)
    return min(CHANGE_ROWS, max(fewest, last + 1, asked))


def change_lines(said: Typed) -> list[tuple[str, str]]:
    """Of the further lines begun: who, and what is to be done."""
    found = ((said.get(f"who.change.{n}", ""), said.get(f"action.change.{n}", "")) for n in range(CHANGE_ROWS))
    return [(who, action) for who, action in found if who or action]
