"""What differs between two rulebooks, entry by entry, under every reading: data; ``difference_text`` says it.

Two rulebooks mean the same when what they are read to is the same under every setting that both know, however they are
written: order, quotes, ``{all: [..]}`` spread over lines, a part taken in by ``extends`` or written out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any, Literal

from engine.frozen import dataclass
from engine.provenance import Text
from engine.rulebook.casefile import Case, cases_path, read_cases
from engine.rulebook.casetext import case_text
from engine.rulebook.choose import written
from engine.rulebook.entries import entries, followed
from engine.rulebook.files import locate
from engine.rulebook.loading import files_of, load
from engine.rulebook.model import Field, Points, Quota, Round, Rulebook
from engine.rulebook.sentences import NO, YES
from engine.rulebook.variants import Settings, variants

SECTIONS = (
    "approval", "document", "clauses", "categories", "criteria", "exclusions", "advisories", "awards", "rounds",
    "quotas", "scoring", "points", "ranking", "targets", "milestones", "parameters", "readings", "outline", "registers",
    "fields", "cases",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that can differ: ``what`` is compared, ``sentence`` is shown."""

    section: str
    id: str
    clauses: tuple[str, ...]
    sentence: Text
    what: object


@dataclass(frozen=True, slots=True)
class Change:
    """One difference. ``under``: the setting under which alone it shows, as ``--set`` takes it."""

    section: str
    id: str
    clauses: tuple[str, ...]
    change: Literal["added", "removed", "changed"]
    before: Text | None
    after: Text | None
    details: tuple[str, ...] = ()  # what differs where the sentence is the same
    under: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two."""

    ref: str
    id: str
    version: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Difference:
    """``same``: not a letter differs; nothing but the writing differs; or something does."""

    before: Side
    after: Side
    same: Literal["identical", "meaning", "different"]
    changes: tuple[Change, ...]


def difference(before: str | Path, after: str | Path) -> Difference:
    """Everything that differs from one rulebook (an id or a path) to another. Raises as ``load``."""
    sides = [_Whole(before), _Whole(after)]
    changes = list(_changes(sides[0].items({}), sides[1].items({}), ()))
    told = {(c.section, c.id, c.before, c.after, c.details) for c in changes}
    for settings in _shared(*sides):
        under = tuple((name, written(value)) for name, value in settings.items())
        for change in _changes(sides[0].items(settings), sides[1].items(settings), under):
            seen = (change.section, change.id, change.before, change.after, change.details)
            if seen not in told and change.section != "parameters":
                told.add(seen)
                changes.append(change)
    order = {section: number for number, section in enumerate(SECTIONS)}
    changes.sort(key=lambda change: order[change.section])
    first, second = sides
    same: Literal["identical", "meaning", "different"] = "different"
    if not changes:
        same = "identical" if first.text == second.text else "meaning"
    return Difference(first.side, second.side, same, tuple(changes))


class _Whole:
    def __init__(self, ref: str | Path) -> None:
        self.ref = ref
        self.variants = variants(ref)
        path = cases_path(locate(ref))
        self.cases = read_cases(path) if path.is_file() else ()
        book = self.variants[0][1]
        self.side = Side(str(ref), book.id, book.version, book.sha256)
        layers = files_of(ref).layers
        self.text = (book.sha256, book.id, [layer.name for layer in layers],
                     path.read_bytes() if path.is_file() else None)  # fmt: skip

    def items(self, settings: Settings) -> dict[tuple[str, str], Item]:
        book = load(self.ref, settings)
        found = list(items(book))
        if not settings:
            found += [_case(case, book) for case in self.cases]
        return {(item.section, item.id): item for item in found}


def _shared(before: _Whole, after: _Whole) -> Iterator[Settings]:
    """The settings of either that both can be put under."""
    known = [side.variants[0][1].parameters for side in (before, after)]
    seen: set[tuple[tuple[str, str], ...]] = {()}
    for settings, _ in (*before.variants, *after.variants):
        key = tuple(sorted((name, written(value)) for name, value in settings.items()))
        fits = all(
            name in parameters and (value is None or not (o := parameters[name].options) or value in o)
            and parameters[name].type == known[0][name].type
            for parameters in known
            for name, value in settings.items()
        )  # fmt: skip
        if key not in seen and fits:
            seen.add(key)
            yield settings


def items(book: Rulebook) -> Iterator[Item]:
    """All of a rulebook that can differ, under its setting."""
    approved = book.approval == "approved"
    yield Item("approval", "approval", (), _APPROVAL[approved], approved)
    yield from _document(book)
    for clause in book.clauses.values():
        why = followed(Text("không thành quy tắc", "no rule"), clause.not_a_rule) if clause.not_a_rule else None
        yield Item("clauses", clause.id, (clause.id,), followed(clause.text, why, Text("; ", "; ")), clause)
    for entry in entries(book):
        if entry.kind != "fields":
            yield Item(entry.kind, entry.key, entry.clauses, entry.sentence, _own(entry.what))
    basis = Text("điểm theo kế hoạch", "the plan's points") if book.scoring.basis == "plan" else Text(
        "điểm do hội đồng đặt", "the board's points"
    )  # fmt: skip
    yield Item("scoring", "scoring", (), basis, (book.scoring.basis, book.scoring.checksum))
    for register in book.registers.values():
        yield Item("registers", register.id, (), register.text, register)
    computed = {entry.id: entry.sentence for entry in entries(book) if entry.kind == "fields"}
    for field in book.fields.values():
        yield Item("fields", field.id, (), computed.get(field.id, _field(field)), field)


_APPROVAL = {False: Text("bản nháp", "draft"), True: Text("đã phê duyệt", "approved")}


def _document(book: Rulebook) -> Iterator[Item]:
    document = book.document
    texts: dict[str, Text | str] = {
        "vi": document.title, "issuer": document.issuer, "level": document.level, "number": document.number,
        "date": document.date_text, "period": " – ".join(document.period or ()), "units": ", ".join(document.units),
        "movement": document.movement or "", "decided_on": str(document.decided_on or ""),
        **{f"bodies/{role}": body for role, body in document.bodies.items()},
        **{f"grounds/{number}": ground for number, ground in enumerate(document.grounds, 1)},
    }  # fmt: skip
    for name, text in texts.items():
        said = text if isinstance(text, Text) else Text(text, text)
        if said.vi:
            yield Item("document", name, (), said, said)


def _field(field: Field) -> Text:
    named = Text(f"{field.text.vi} ({field.type})", f"{field.text.en} ({field.type})")
    labels = field.options.values()
    return followed(named, Text(", ".join(t.vi for t in labels), ", ".join(t.en for t in labels)))


def _case(case: Case, book: Rulebook) -> Item:
    return Item("cases", case.id, (), case_text(case, book), replace(case, line=0))


def _own(what: object) -> object:
    """The entry without those below it, which are entries of their own."""
    match what:
        case Round(quotas=quotas):
            return replace(what, quotas=None if quotas is None else ())
        case Quota():
            return replace(what, within=())
        case Points():
            return replace(what, parts=(), best_of=())
        case _:
            return what


def _changes(
    before: dict[tuple[str, str], Item], after: dict[tuple[str, str], Item], under: tuple[tuple[str, str], ...]
) -> Iterator[Change]:
    for key, old in before.items():
        new = after.get(key)
        if new is None:
            yield Change(old.section, old.id, old.clauses, "removed", old.sentence, None, (), under)
        elif old.what != new.what:
            details = () if old.sentence != new.sentence else tuple(_details(old.what, new.what))
            yield Change(
                old.section, old.id, tuple(dict.fromkeys((*old.clauses, *new.clauses))), "changed", old.sentence,
                new.sentence, details, under,
            )  # fmt: skip
    for key, new in after.items():
        if key not in before:
            yield Change(new.section, new.id, new.clauses, "added", None, new.sentence, (), under)


def _details(old: Any, new: Any, within: str = "") -> Iterator[str]:
    """``aliases: ("Xã",) → ("Xã", "UBND xã")``: the parts that differ, where the sentence does not show it."""
    if is_dataclass(old) and not isinstance(old, type) and type(old) is type(new) and not isinstance(old, Text):
        for field in fields(old):
            one, other = getattr(old, field.name), getattr(new, field.name)
            if one != other:
                yield from _details(one, other, f"{within}{'.' if within else ''}{field.name}")
    elif hasattr(old, "items") and hasattr(new, "items"):
        for key in dict.fromkeys((*old, *new)):
            if old.get(key) != new.get(key):
                yield from _details(old.get(key), new.get(key), f"{within}.{key}" if within else str(key))
    else:
        yield f"{within}: {_shown(old)} → {_shown(new)}" if within else f"{_shown(old)} → {_shown(new)}"


def _shown(value: Any) -> str:
    match value:
        case None | () | "":
            return "–"
        case bool():
            return (YES if value else NO).vi
        case Text(vi=vi, en=en):
            return f"{vi} / {en}" if vi != en else vi
        case tuple():
            return ", ".join(map(_shown, value))
        case _ if is_dataclass(value) and not isinstance(value, type):
            text = getattr(value, "text", None)
            return text.vi if isinstance(text, Text) else str(value)
        case _:
            return str(value)
