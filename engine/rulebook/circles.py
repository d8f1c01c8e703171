"""Rules that go in a circle: a criterion that hangs on itself, by way of others, of computed fields or of the score."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from engine.rulebook import walk
from engine.rulebook.findings import Findings, Placed
from engine.rulebook.model import Rulebook
from engine.rulebook.nodes import MapNode
from engine.rulebook.place import Place
from engine.rulebook.terms import FieldRef, Name

SCORE = "score"
Step = tuple[str, str]  # section and id


def circles(book: Rulebook, root: MapNode, findings: Findings) -> None:
    """A finding for each circle: evaluating it would never end."""
    place = Place(root)
    steps = dict(_steps(book))
    for register in book.registers.values():
        columns = {
            ("registers", f.id): [
                ("registers", part.id) for part in walk.every(f.compute) if isinstance(part, FieldRef)
            ]
            for f in register.fields.values()
            if f.compute is not None
        }
        for circle in _cycles(columns):
            _said(circle, place.key("registers", register.id, "fields", circle[0][1]), findings)
    for circle in _cycles(steps):
        section, id_ = circle[0]
        _said(circle, place.key(section) if id_ == SCORE else place.key(section, id_), findings)


def _said(circle: tuple[Step, ...], at: Placed, findings: Findings) -> None:
    way = " → ".join(f"`{id_}`" for _, id_ in (*circle, circle[0]))
    findings.error(at, "cycle", f"vòng lặp: {way}; bỏ một bước", f"this goes in a circle: {way}; take one step out")


def _steps(book: Rulebook) -> Iterator[tuple[Step, list[Step]]]:
    sections = {id_: s for s in ("advisories", "exclusions", "criteria") for id_ in getattr(book, s)}

    def reached(terms: Iterator[walk.Term]) -> list[Step]:
        found: dict[Step, None] = {}
        for term in terms:
            for part in walk.every(term):
                match part:
                    case Name(id=name) if name in sections:
                        found[sections[name], name] = None
                    case FieldRef(id=name) if name == SCORE:
                        found["scoring", SCORE] = None
                    case FieldRef(id=name) if name in book.fields:
                        found["fields", name] = None
        return list(found)

    for section in ("criteria", "exclusions", "advisories"):
        for rule in getattr(book, section).values():
            yield (section, rule.id), reached(iter([rule.when]))
    for field in book.fields.values():
        if field.compute is not None:
            yield ("fields", field.id), reached(iter([field.compute]))
    yield ("scoring", SCORE), reached(walk.of_scoring(book.scoring))


def _cycles(edges: Mapping[Step, list[Step]]) -> list[tuple[Step, ...]]:
    """Each circle once, from the first of its names in the file."""
    found: list[tuple[Step, ...]] = []
    done: set[Step] = set()
    for start in edges:
        _visit(start, edges, [], done, found)
    return found


def _visit(
    step: Step, edges: Mapping[Step, list[Step]], path: list[Step], done: set[Step], found: list[tuple[Step, ...]]
) -> None:
    if step in path:
        found.append(tuple(path[path.index(step) :]))
        return
    if step in done or step not in edges:
        return
    path.append(step)
    for other in edges[step]:
        _visit(other, edges, path, done, found)
    path.pop()
    done.add(step)
