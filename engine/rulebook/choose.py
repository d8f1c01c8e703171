"""``choose``: which part of the tree stands, given the values of the parameters.

``{choose: {parameter: {option: anything, ..}}}`` may stand wherever a node stands. It is resolved before anything else
is read, so that no term ever holds a choice. Parts without a ``choose`` are handed on as the same objects.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction

from engine.frozen import dataclass
from engine.rulebook.findings import Findings, suggestion
from engine.rulebook.model import UNLIMITED, Parameter, Setting
from engine.rulebook.nodes import ListNode, MapNode, Node, Scalar

UNSET = "unset"
GIVEN = "given"
OF_ROWS = ("where", "counted")
"""What stands under these speaks of a register's rows, not of the candidate."""


def written(value: Setting) -> str:
    """A parameter's value as a rulebook and ``--set`` write it; unset is ``unset``.

    >>> written(True), written(50_000_000), written(Fraction(25, 2)), written(date(2023, 10, 9)), written(None)
    ('yes', '50000000', '12.5', '2023-10-09', 'unset')
    """
    if value is None:
        return UNSET
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Fraction):
        return decimal(value)
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def decimal(value: Fraction | int) -> str:
    """A number that was written with a point, written so again; a fraction without an end as ``1/3``."""
    value = Fraction(value)
    if value.denominator == 1:
        return str(value.numerator)
    scaled = value
    for digits in range(1, 30):
        scaled *= 10
        if scaled.denominator == 1:
            sign = "-" if scaled < 0 else ""
            text = str(abs(scaled.numerator)).rjust(digits + 1, "0")
            return f"{sign}{text[:-digits]}.{text[-digits:]}"
    return f"{value.numerator}/{value.denominator}"


@dataclass(frozen=True, slots=True)
class Choice:
    """One ``choose`` as it is written: ``path`` says which options must be chosen for it to stand."""

    parameter: str
    options: tuple[str, ...]
    path: tuple[tuple[str, str], ...]


def choice_of(node: Node) -> tuple[Scalar, MapNode] | None:
    """The parameter and the options, if the node is a well-formed ``choose``."""
    if not isinstance(node, MapNode) or len(node.entries) != 1 or node.entries[0][0].text != "choose":
        return None
    inner = node.entries[0][1]
    if not isinstance(inner, MapNode) or len(inner.entries) != 1:
        return None
    parameter, options = inner.entries[0]
    return (parameter, options) if isinstance(options, MapNode) and options.entries else None


def choices(node: Node, path: tuple[tuple[str, str], ...] = ()) -> Iterator[Choice]:
    """Every ``choose`` in the tree, outer ones first."""
    if not node.choosy:
        return
    found = choice_of(node)
    if found is not None:
        parameter, options = found
        yield Choice(parameter.text, options.keys, path)
        for option, inner in options.entries:
            yield from choices(inner, (*path, (parameter.text, option.text)))
    elif isinstance(node, MapNode):
        for _, inner in node.entries:
            yield from choices(inner, path)
    elif isinstance(node, ListNode):
        for inner in node.items:
            yield from choices(inner, path)


class Resolver:
    """Resolves trees under one setting of the parameters; notes which parameters were asked."""

    def __init__(self, parameters: Mapping[str, Parameter], findings: Findings) -> None:
        self.parameters = parameters
        self.findings = findings
        self.asked: set[str] = set()
        self.passed_over: list[Node] = []  # the options that do not stand
        self.of_rows: list[Node] = []  # those among them that speak of a register's rows, not of the candidate
        self._about_rows = False

    def resolve(self, node: Node) -> Node | None:
        """The tree without ``choose``; None where nothing stands because the ``choose`` itself is wrong."""
        if not node.choosy:
            return node
        if isinstance(node, ListNode):
            items = tuple(r for item in node.items if (r := self.resolve(item)) is not None)
            if not items:
                return None  # what stood there was wrong, and is a finding; that nothing is left is none
            return replace(node, items=items, choosy=False)
        if isinstance(node, Scalar):
            return node
        key = node.key("choose")
        if key is not None:
            return self._choose(node, key)
        entries = tuple((name, r) for name, value in node.entries if (r := self._under(name, value)) is not None)
        return replace(node, entries=entries, choosy=False) if entries else None

    def _under(self, name: Scalar, value: Node) -> Node | None:
        if name.text not in OF_ROWS or self._about_rows:
            return self.resolve(value)
        self._about_rows = True
        made = self.resolve(value)
        self._about_rows = False
        return made

    def _choose(self, node: MapNode, key: Scalar) -> Node | None:
        found = choice_of(node)
        if found is None:
            if len(node.entries) != 1:
                other = next(name for name, _ in node.entries if name.text != "choose")
                self.findings.error(
                    other,
                    "bad-choose",
                    f"`{other.text}` không đứng cạnh `choose`; đưa vào trong từng lựa chọn",
                    f"`{other.text}` cannot stand beside `choose`; put it inside each option",
                )
            else:
                self.findings.error(
                    key,
                    "bad-choose",
                    "viết `choose: {tham_số: {lựa_chọn: nội dung}}`",
                    "write `choose: {parameter: {option: anything}}`",
                )
            return None
        name, options = found
        parameter = self.parameters.get(name.text)
        if parameter is None:
            vi, en = suggestion(name.text, self.parameters)
            self.findings.error(
                name,
                "unknown-parameter",
                f"`{name.text}` không phải là tham số{vi}",
                f"`{name.text}` is not a parameter{en}",
            )
            return None
        self.asked.add(parameter.id)
        self._check(parameter, name, options)
        now = written(parameter.value)
        chosen = options.get(now)
        if chosen is None and parameter.value is not None and parameter.type not in ("choice", "yes_no"):
            chosen = options.get(GIVEN)
        if chosen is None and parameter.value is None and parameter.default is not None:
            self.findings.error(
                name,
                "unset-choose",
                f"`{parameter.id}` chưa có giá trị mà chỗ này cần; đặt giá trị cho tham số",
                f"`{parameter.id}` has no value and this place needs one; set the parameter",
            )
        if chosen is None:  # a finding already; what stands in its place is read for its own mistakes
            chosen = options.entries[0][1]
        passed_over = self.of_rows if self._about_rows else self.passed_over
        passed_over += [option for _, option in options.entries if option is not chosen]
        return self.resolve(chosen)

    def _check(self, parameter: Parameter, name: Scalar, options: MapNode) -> None:
        needed, allowed = _options(parameter)
        for option, value in options.entries:
            if option.text not in allowed and not _is_value(parameter, option.text):
                vi, en = suggestion(option.text, allowed)
                self.findings.error(
                    option,
                    "unknown-option",
                    f"`{option.text}` không phải là lựa chọn của `{parameter.id}`{vi}",
                    f"`{option.text}` is not an option of `{parameter.id}`{en}",
                )
            if isinstance(value, Scalar) and value.plain and value.text == "":
                self.findings.error(
                    option,
                    "empty-value",
                    f"`{option.text}` để trống; ghi nội dung",
                    f"`{option.text}` is empty; give it something",
                )
        missing = [option for option in needed if option not in options.keys]
        unknown = any(option not in allowed and not _is_value(parameter, option) for option in options.keys)
        if missing and not unknown:
            listed = ", ".join(f"`{option}`" for option in missing)
            self.findings.error(
                name,
                "incomplete-choose",
                f"`choose` theo `{parameter.id}` thiếu {listed}; thêm vào",
                f"this `choose` of `{parameter.id}` lacks {listed}; add it",
            )


def _options(parameter: Parameter) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The options a ``choose`` must hold, and all it may."""
    if parameter.type == "choice":
        needed = tuple(str(option) for option in parameter.options)
        extra: tuple[str, ...] = ()
    elif parameter.type == "yes_no":
        needed, extra = ("yes", "no"), ()
    else:
        needed = ()
        extra = (GIVEN, UNLIMITED) if parameter.type == "seats" else (GIVEN,)
        if parameter.value is not None:
            needed = (GIVEN,)
    unset = (UNSET,) if parameter.default is None else ()
    return (*needed, *unset), (*needed, *extra, UNSET)


def _is_value(parameter: Parameter, text: str) -> bool:
    from engine.rulebook.settings import read_setting

    return parameter.type not in ("choice", "yes_no") and read_setting(parameter, text) is not None
