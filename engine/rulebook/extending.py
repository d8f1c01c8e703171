"""``extends``: a rulebook that takes in another, such as a dated layer of the law, and says what it changes.

```yaml
extends:
  rulebook: vn-law-2022           # an id, or a file beside this one
  set: {votes_needed: 80}         # other values of its parameters
  replace: [criteria/exemplary]   # what stands here instead of there
  remove: [advisories/law_preference]
```

The two are put together as trees, before anything is read: every complaint still points into the file it is about. The
same id in both is a mistake unless it is in ``replace``. ``document``, ``ranking`` and ``outline`` are this rulebook's
where it has them, else the other's.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from engine.frozen import dataclass
from engine.provenance import Text
from engine.rulebook.findings import Findings, suggestion
from engine.rulebook.nodes import MapNode, Node, Scalar
from engine.rulebook.reader import Reader
from engine.rulebook.shape import Shape

EXTENDS = Shape(
    Text("`extends`", "`extends`"),
    {"rulebook": "word", "set": "map", "replace": "words", "remove": "words"},
    ("rulebook",),
    bare="rulebook",
)
OWN = ("language", "id", "version", "approval", "extends")
WHOLE = ("document", "ranking", "outline")


@dataclass(frozen=True, slots=True)
class Extension:
    """What one rulebook says of the other it takes in."""

    base: Scalar
    settings: MapNode | None
    replaced: tuple[Scalar, ...]
    removed: tuple[Scalar, ...]

    @property
    def gone(self) -> set[str]:
        return {item.text for item in (*self.replaced, *self.removed)}


def extension(root: MapNode, findings: Findings) -> Extension | None:
    """The rulebook's ``extends``, if it has one that can be read."""
    node = root.get("extends")
    if node is None:
        return None
    read = Reader(findings)
    parts = read.entry(node, EXTENDS)
    base, settings = parts.get("rulebook"), parts.get("set")
    if not isinstance(base, Scalar):
        return None
    return Extension(
        base,
        settings if isinstance(settings, MapNode) else None,
        read.scalars(parts["replace"]) if "replace" in parts else (),
        read.scalars(parts["remove"]) if "remove" in parts else (),
    )


def merged(base: MapNode, root: MapNode, said: Extension, findings: Findings) -> MapNode:
    """The tree of ``root`` with that of ``base`` taken in."""
    known = {f"{section.text}/{key.text}" for section, node in base.entries for key in _keys(section.text, node)}
    for item in (*said.replaced, *said.removed):
        if item.text not in known:
            vi, en = suggestion(item.text, known)
            findings.error(
                item,
                "unknown-name",
                f"`{item.text}` không có trong `{said.base.text}`; viết dạng phần/id{vi}",
                f"`{item.text}` is not in `{said.base.text}`; write section/id{en}",
            )
    entries: list[tuple[Scalar, Node]] = []
    for section, node in base.entries:
        if section.text in OWN:
            continue
        mine = root.get(section.text)
        if mine is None or section.text not in WHOLE:
            kept = _parameters_set(node, said, findings) if section.text == "parameters" else node
            made = _section(section.text, kept, mine, said, findings)
            if not made.said_empty:  # all of it was removed
                entries.append((section, made))
    there = {key.text for key, _ in entries}
    entries += [(key, node) for key, node in root.entries if key.text not in there]
    return replace(root, entries=tuple(entries), choosy=base.choosy or root.choosy)


def merged_english(base: MapNode | None, own: MapNode | None, root: MapNode, said: Extension) -> MapNode | None:
    """The English texts of both, without those of what was replaced or removed."""
    if base is None:
        return own
    gone = [*said.gone, *(section for section in WHOLE if root.get(section) is not None)]
    kept = [
        (key, node)
        for key, node in base.entries
        if (own is None or own.key(key.text) is None)
        and not any(key.text == g or key.text.startswith(f"{g}/") for g in gone)
    ]
    if own is None:
        return replace(base, entries=tuple(kept))
    return replace(own, entries=(*kept, *own.entries), choosy=base.choosy or own.choosy)


def _keys(section: str, node: Node) -> tuple[Scalar, ...]:
    if section == "scoring" and isinstance(node, MapNode):
        points = node.get("points")
        return tuple(key for key, _ in points.entries) if isinstance(points, MapNode) else ()
    return tuple(key for key, _ in node.entries) if isinstance(node, MapNode) else ()


def _section(section: str, base: Node, mine: Node | None, said: Extension, findings: Findings) -> Node:
    if section == "scoring" and isinstance(base, MapNode):
        own = mine if isinstance(mine, MapNode) else replace(base, entries=())
        points = base.get("points")
        entries = [(key, node) for key, node in base.entries if key.text != "points" and own.key(key.text) is None]
        entries += [(key, node) for key, node in own.entries if key.text != "points"]
        if points is not None:
            key = own.key("points") or base.key("points")
            assert key is not None
            entries.append((key, _joined("scoring", points, own.get("points"), said, findings)))
        elif (at := own.key("points")) is not None and (found := own.get("points")) is not None:
            entries.append((at, found))
        return replace(own, entries=tuple(entries), choosy=any(node.choosy for _, node in entries))
    return _joined(section, base, mine, said, findings)


def _joined(section: str, base: Node, mine: Node | None, said: Extension, findings: Findings) -> Node:
    """Two maps by id as one: theirs first."""
    if not isinstance(base, MapNode):
        return base if mine is None else mine
    kept = [(key, node) for key, node in base.entries if f"{section}/{key.text}" not in said.gone]
    own: Iterable[tuple[Scalar, Node]] = mine.entries if isinstance(mine, MapNode) else ()
    there = {key.text: key for key, _ in kept}
    for key, _ in own:
        if key.text in there:
            findings.error(
                key,
                "id-in-both",
                f"`{key.text}` đã có trong `{said.base.text}`; ghi `{section}/{key.text}` vào `replace` hoặc đổi tên",
                f"`{key.text}` is in `{said.base.text}` already; put `{section}/{key.text}` in `replace`, or rename it",
            )
    entries = (*((key, node) for key, node in kept if key.text not in {k.text for k, _ in own}), *own)
    at = mine if mine is not None else base
    return MapNode(entries, at.file, at.line, at.column, any(node.choosy for _, node in entries))


def _parameters_set(node: Node, said: Extension, findings: Findings) -> Node:
    """The other's parameters with the values that ``set`` gives them."""
    if said.settings is None or not isinstance(node, MapNode):
        return node
    made = {key.text: (key, entry) for key, entry in node.entries}
    for key, value in said.settings.entries:
        found = made.get(key.text)
        if found is None or not isinstance(found[1], MapNode):
            vi, en = suggestion(key.text, made)
            findings.error(
                key,
                "unknown-parameter",
                f"`{key.text}` không phải là tham số của `{said.base.text}`{vi}",
                f"`{key.text}` is not a parameter of `{said.base.text}`{en}",
            )
            continue
        entry = found[1]
        at = entry.key("value") or Scalar("value", key.file, key.line, key.column)
        entries = (*((k, v) for k, v in entry.entries if k.text != "value"), (at, value))
        made[key.text] = (found[0], replace(entry, entries=entries))
    return replace(node, entries=tuple(made.values()))
