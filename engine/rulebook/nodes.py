"""YAML text as a tree of nodes, each with the line and column where it stands.

Only the plain part of YAML is taken: one document, no anchors, aliases or tags. Scalars stay text: what ``no``,
``50_000_000`` or ``2021-12`` mean is settled by the type that reads them. The tree is made straight from the parser's
events, those of libyaml where ruamel.yaml.clib is installed: several times faster than composing, same positions.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from engine.frozen import dataclass
from engine.provenance import Text
from engine.rulebook.findings import Findings

if TYPE_CHECKING:
    from ruamel.yaml.events import Event

MAX_CHARACTERS = 2_000_000
MAX_DEPTH = 40


@dataclass(frozen=True, slots=True, eq=False)
class Scalar:
    """A text, as it is written."""

    text: str
    file: str
    line: int
    column: int
    plain: bool = True  # written without quotes

    @property
    def choosy(self) -> bool:
        return False

    @property
    def said_empty(self) -> bool:
        return False


@dataclass(frozen=True, slots=True, eq=False)
class ListNode:
    """A list."""

    items: tuple[Node, ...]
    file: str
    line: int
    column: int
    choosy: bool = False  # a `choose` stands somewhere inside

    @property
    def said_empty(self) -> bool:
        """``[]``: nothing, said on purpose."""
        return not self.items


@dataclass(frozen=True, slots=True, eq=False)
class MapNode:
    """A map; its keys are in the order of the file."""

    entries: tuple[tuple[Scalar, Node], ...]
    file: str
    line: int
    column: int
    choosy: bool = False

    @property
    def said_empty(self) -> bool:
        """``{}``: nothing, said on purpose."""
        return not self.entries

    def get(self, key: str) -> Node | None:
        for name, value in self.entries:
            if name.text == key:
                return value
        return None

    def key(self, key: str) -> Scalar | None:
        """The key itself, where it stands."""
        for name, _ in self.entries:
            if name.text == key:
                return name
        return None

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(name.text for name, _ in self.entries)


Node = Scalar | ListNode | MapNode


class _Refused(Exception):
    """Reading cannot go on; why is among the findings."""


@dataclass(frozen=True, slots=True)
class _Spot:
    """A place in a file."""

    file: str
    line: int
    column: int


def _spot(file: str, mark: Any) -> _Spot:
    return _Spot(file, mark.line + 1, mark.column + 1)


def compose(text: str, file: str, findings: Findings) -> MapNode | None:
    """The tree of one document, or None with the reasons among ``findings``."""
    if len(text) > MAX_CHARACTERS:
        findings.error(
            _Spot(file, 1, 1),
            "too-large",
            f"tệp dài {len(text)} ký tự, nhiều hơn {MAX_CHARACTERS}; tách bớt nội dung",
            f"the file has {len(text)} characters, more than {MAX_CHARACTERS}; split it",
        )
        return None
    first = Findings()
    try:
        # libyaml is the faster one and reads YAML 1.1, where a `?` inside { } ends a text; what it refuses, the parser
        # of YAML 1.2 may take, and has the last word.
        root = _Composer(text, file, first, pure=not _has_clib()).document()
        findings.extend(first.all)
    except _Refused:
        if _has_clib() and any(f.code == "yaml-syntax" for f in first.all):
            try:
                root = _Composer(text, file, findings, pure=True).document()
            except _Refused:
                return None
        else:
            findings.extend(first.all)
            return None
    if not isinstance(root, MapNode):
        findings.error(
            root if root is not None else _Spot(file, 1, 1),
            "not-a-map",
            "tệp phải gồm các mục dạng `khóa: giá trị`",
            "the file must be made of `key: value` sections",
        )
        return None
    return root


class _Composer:
    def __init__(self, text: str, file: str, findings: Findings, *, pure: bool) -> None:
        self.file = file
        self.findings = findings
        self.events = self._parse(text, pure)

    def _parse(self, text: str, pure: bool) -> Iterator[Event]:
        from ruamel.yaml import YAML
        from ruamel.yaml.error import MarkedYAMLError, YAMLError

        try:
            yield from YAML(typ="safe", pure=pure).parse(text)
        except MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            said = _syntax(" ".join(str(part) for part in (error.context, error.problem) if part))
            at = _spot(self.file, mark) if mark is not None else _Spot(self.file, 1, 1)
            self.findings.error(
                at,
                "yaml-syntax",
                f"không đọc được YAML: {said.vi}",
                f"not readable as YAML: {said.en}",
            )
            raise _Refused from error
        except YAMLError as error:
            at = _character(text, self.file, error)
            self.findings.error(
                at,
                "yaml-syntax",
                "có ký tự không được phép; xóa ký tự điều khiển",
                "there is a character that is not allowed; remove control characters",
            )
            raise _Refused from error

    def document(self) -> Node | None:
        root: Node | None = None
        documents = 0
        for event in self.events:
            kind = type(event).__name__
            if kind == "DocumentStartEvent":
                documents += 1
                if documents > 1:
                    self._refuse(
                        event,
                        "many-documents",
                        "mỗi tệp chỉ có một tài liệu; bỏ dòng `---`",
                        "a file holds one document; take the `---` out",
                    )
            elif kind not in ("StreamStartEvent", "StreamEndEvent", "DocumentEndEvent"):
                root = self._node(event, 1)
        return root

    def _refuse(self, event: Any, code: str, vi: str, en: str) -> None:
        self.findings.error(_spot(self.file, event.start_mark), code, vi, en)
        raise _Refused

    def _node(self, event: Any, depth: int) -> Node:
        kind = type(event).__name__
        if kind == "AliasEvent":
            self._refuse(
                event,
                "alias",
                f"không dùng `*{event.anchor}`; viết lại nội dung",
                f"`*{event.anchor}` is not used here; write the content out",
            )
        if event.anchor is not None:
            self._refuse(
                event,
                "anchor",
                f"không dùng `&{event.anchor}`; bỏ đi",
                f"`&{event.anchor}` is not used here; take it out",
            )
        # A quoted scalar carries no tag of its own; `!x y` does, and `! y` is an explicit non-plain one.
        if event.tag is not None:
            self._refuse(
                event,
                "tag",
                f"không dùng nhãn `{event.tag}`; bỏ đi",
                f"the tag `{event.tag}` is not used here; take it out",
            )
        if kind == "ScalarEvent":
            mark = event.start_mark
            return Scalar(event.value, self.file, mark.line + 1, mark.column + 1, not event.style)
        if depth > MAX_DEPTH:
            self._refuse(
                event,
                "too-deep",
                f"lồng nhau quá {MAX_DEPTH} tầng; đặt tên cho phần bên trong",
                f"nested more than {MAX_DEPTH} deep; give the inner part a name of its own",
            )
        mark = event.start_mark
        if kind == "SequenceStartEvent":
            items: list[Node] = []
            for inner in self.events:
                if type(inner).__name__ == "SequenceEndEvent":
                    break
                items.append(self._node(inner, depth + 1))
            choosy = any(item.choosy for item in items)
            return ListNode(tuple(items), self.file, mark.line + 1, mark.column + 1, choosy)
        return self._map(event, depth)

    def _map(self, event: Any, depth: int) -> MapNode:
        entries: dict[str, tuple[Scalar, Node]] = {}
        choosy = False
        for inner in self.events:
            if type(inner).__name__ == "MappingEndEvent":
                break
            key = self._node(inner, depth + 1)
            value_event = next(self.events)
            value = self._node(value_event, depth + 1)
            if not isinstance(key, Scalar):
                self.findings.error(
                    key,
                    "key-not-a-word",
                    "khóa phải là một từ, không phải danh sách hay bảng",
                    "a key is a word, not a list or a map",
                )
                continue
            if event.flow_style and self._stray(key, value, value_event):
                continue
            if key.text in entries:
                first = entries[key.text][0]
                self.findings.error(
                    key,
                    "duplicate-key",
                    f"`{key.text}` đã có ở dòng {first.line}; giữ một chỗ",
                    f"`{key.text}` is already at line {first.line}; keep one of them",
                )
                continue
            entries[key.text] = (key, value)
            choosy = choosy or key.text == "choose" or value.choosy
        mark = event.start_mark
        return MapNode(tuple(entries.values()), self.file, mark.line + 1, mark.column + 1, choosy)

    def _stray(self, key: Scalar, value: Node, event: Any) -> bool:
        # In `{vi: Ban, ngành}` the comma ends the text, and `ngành` becomes a key without a value.
        if not (isinstance(value, Scalar) and value.plain and value.text == "" and key.plain):
            return False
        if (event.start_mark.line, event.start_mark.column) != (key.line - 1, key.column - 1 + len(key.text)):
            return False  # a colon stands there: an empty value, reported as such
        self.findings.error(
            key,
            "comma-in-braces",
            f"dấu phẩy trong {{ }} cắt mất chữ trước `{key.text}`; đặt cả đoạn chữ trong dấu nháy kép",
            f"inside {{ }} the comma before `{key.text}` ends the text; quote the text before it",
        )
        return True


@lru_cache(maxsize=1)
def _has_clib() -> bool:
    try:
        import _ruamel_yaml  # type: ignore[import-not-found]  # noqa: F401
    except ImportError:
        return False
    return True


_SYNTAX = (
    ("mapping values are not allowed", Text(
        "dấu hai chấm trong đoạn chữ; đặt cả đoạn chữ trong dấu nháy kép",
        "a colon inside a text; put the text in quotes")),
    ("cannot start any token", Text(
        "ký tự này không mở đầu được; dùng dấu cách thay dấu tab, hoặc đặt đoạn chữ trong dấu nháy",
        "this character cannot stand here; use blanks for tabs, or put the text in quotes")),
    ("quoted scalar", Text("dấu nháy chưa đóng; đóng lại", "a quote is not closed; close it")),
    ("flow", Text(
        "thiếu dấu phẩy hoặc dấu ngoặc đóng; kiểm tra { } và [ ], đặt đoạn chữ có dấu câu trong dấu nháy",
        "a comma or a closing bracket is missing; check { } and [ ], and quote texts with punctuation")),
    ("could not find expected ':'", Text(
        "thiếu dấu hai chấm sau khóa; thêm vào", "a colon is missing after a key; add it")),
    ("block", Text(
        "thụt dòng không khớp; thẳng hàng các khóa cùng cấp",
        "the indentation does not agree; align keys of one level")),
)  # fmt: skip


def _syntax(what: str) -> Text:
    """The parser's complaint, in the words of somebody who writes rulebooks."""
    for part, text in _SYNTAX:
        if part in what:
            return text
    return Text(f"{what}; kiểm tra thụt dòng và dấu câu", f"{what}; check indentation and punctuation")


def _character(text: str, file: str, error: Exception) -> _Spot:
    """Where the first character stands that YAML does not allow (a reader error gives its position only)."""
    position = getattr(error, "position", None)
    if not isinstance(position, int):
        position = next((i for i, c in enumerate(text) if (ord(c) < 32 and c not in "\t\n\r") or ord(c) == 127), 0)
    before = text[:position]
    return _Spot(file, before.count("\n") + 1, position - (before.rfind("\n") + 1) + 1)
