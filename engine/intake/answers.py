"""A file that a person answers questions in: YAML held against a model, every complaint at its line and column."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Generic, TypeVar, get_args

from pydantic import BaseModel, ConfigDict, ValidationError

from engine.frozen import dataclass
from engine.problems import UnusableInput
from engine.provenance import Text
from engine.rulebook.findings import Findings, suggestion
from engine.rulebook.nodes import ListNode, MapNode, Node, compose

Model = TypeVar("Model", bound=BaseModel)
Loc = Sequence[int | str]


class Strict(BaseModel):
    """A model of an answers file: nothing is allowed that it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True)


@dataclass(frozen=True, slots=True)
class Answers(Generic[Model]):
    """A file's answers, and where each of them stands."""

    file: str
    sha256: str
    model: Model
    root: MapNode

    def place(self, *loc: int | str) -> str:
        """``map.yaml:12:7`` of what stands at a path of keys and positions."""
        return _place(self.file, self.root, loc)

    def wrong(self, loc: Loc, vi: str, en: str) -> UnusableInput:
        """A complaint about what stands there."""
        place = self.place(*loc)
        return UnusableInput(Text(f"{place}: {vi}", f"{place}: {en}"))


def read_answers(path: Path, model: type[Model]) -> Answers[Model]:
    """Raises UnusableInput: no such file, not UTF-8, not YAML, or not of this model."""
    file = str(path)
    data = _bytes(path)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnusableInput(
            Text(
                f"{file}: không phải là tệp UTF-8; hãy lưu lại với mã UTF-8.",
                f"{file}: not UTF-8; save it as UTF-8.",
            )
        ) from None
    findings = Findings()
    root = compose(text, file, findings)
    if root is None or findings.errors:
        first = findings.errors[0]
        raise UnusableInput(Text(f"{first.place}: {first.text.vi}.", f"{first.place}: {first.text.en}."))
    try:
        made = model.model_validate(_plain(root))
    except ValidationError as error:
        raise _refused(file, root, error, model) from None
    return Answers(file, hashlib.sha256(data).hexdigest(), made, root)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise UnusableInput(
            Text(
                f"{path}: không có tệp này; hãy kiểm tra lại tên tệp và thư mục.",
                f"{path}: there is no such file; check its name and folder.",
            )
        ) from None
    except OSError as error:
        raise UnusableInput(
            Text(
                f"{path}: không đọc được ({error.strerror}).",
                f"{path}: cannot be read ({error.strerror}).",
            )
        ) from None


def _plain(node: Node) -> Any:
    if isinstance(node, MapNode):
        return {key.text: _plain(value) for key, value in node.entries}
    if isinstance(node, ListNode):
        return [_plain(item) for item in node.items]
    return node.text


def _place(file: str, root: MapNode, loc: Loc) -> str:
    line, column = root.line, root.column
    node: Node = root
    for step in loc:
        if isinstance(node, MapNode):
            key, value = node.key(str(step)), node.get(str(step))
            if key is None or value is None:
                break
            line, column, node = key.line, key.column, value
        elif isinstance(node, ListNode) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
            line, column = node.line, node.column
        else:
            break
    return f"{file}:{line}:{column}"


def _refused(file: str, root: MapNode, error: ValidationError, model: type[BaseModel]) -> UnusableInput:
    """The first complaint, in our words."""
    # A misspelt key is one mistake, not an unknown one and a missing one.
    first = min(error.errors(include_url=False), key=lambda e: e["type"] != "extra_forbidden")
    loc = first["loc"]
    name = str(loc[-1]) if loc else ""
    place = _place(file, root, loc)
    match first["type"]:
        case "missing":
            vi, en = f"thiếu `{name}`; hãy thêm vào", f"`{name}` is missing; add it"
        case "extra_forbidden":
            near_vi, near_en = suggestion(name, _known(model, loc[:-1]))
            vi, en = f"`{name}` không dùng ở đây{near_vi}", f"`{name}` is not used here{near_en}"
        case "string_type":
            vi, en = f"`{name}` phải là một đoạn chữ", f"`{name}` must be a text"
        case "list_type" | "tuple_type":
            vi, en = f"`{name}` phải là một danh sách", f"`{name}` must be a list"
        case "model_type" | "dict_type" | "model_attributes_type":
            vi, en = "chỗ này phải gồm các mục dạng `khóa: giá trị`", "this must be made of `key: value`"
        case "literal_error":
            wanted = str(first.get("ctx", {}).get("expected", ""))
            said = first["input"]
            vi, en = f"`{said}` không dùng được; cần {wanted}", f"`{said}` cannot be used; it must be {wanted}"
        case "too_short":
            vi, en = f"`{name}` để trống", f"`{name}` is empty"
        case _:
            vi, en = f"`{first['input']}` không dùng được", f"`{first['input']}` cannot be used"
    return UnusableInput(Text(f"{place}: {vi}.", f"{place}: {en}."))


def _known(model: type[BaseModel], loc: Loc) -> tuple[str, ...]:
    """The keys that may stand where an unknown one does."""
    inner: type[BaseModel] | None = model
    for step in loc:
        if inner is not None and isinstance(step, str):
            found = inner.model_fields.get(step)
            inner = None if found is None else _inside(found.annotation)
    return () if inner is None else tuple(f.alias or name for name, f in inner.model_fields.items())


def _inside(annotation: object) -> type[BaseModel] | None:
    """The model that a list or an optional one is made of."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := _inside(part)) is not None), None)
