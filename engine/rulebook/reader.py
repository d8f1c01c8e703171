"""Reading single nodes: keys against a shape, words, numbers and days, each complaint at the node it is about."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, timedelta
from fractions import Fraction

from engine.provenance import Text
from engine.rulebook.findings import Findings, Placed, suggestion
from engine.rulebook.nodes import ListNode, MapNode, Node, Scalar
from engine.rulebook.shape import Shape

ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]*\Z")
_WHOLE = re.compile(r"[+-]?\d+(?:_\d{3})*\Z")
DECIMALS = 4
"""Those that numbers and points are counted with."""
_NUMBER = re.compile(r"[+-]?\d+(?:_\d{3})*(?:\.\d+)?\Z")
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})\Z")
_MONTH = re.compile(r"(\d{4})-(\d{2})\Z")
_QUARTER = re.compile(r"(\d{4})-Q([1-4])\Z")
_YEAR = re.compile(r"(\d{4})\Z")


class Texts:
    """The English texts beside the Vietnamese ones, by path (``criteria/exemplary``)."""

    def __init__(self, english: MapNode | None = None) -> None:
        self.english: dict[str, Node] = {} if english is None else {key.text: value for key, value in english.entries}
        self.asked: dict[str, Placed] = {}  # every path that has a Vietnamese text, and where that stands

    def text(self, path: str, vi: str, at: Placed) -> Text:
        self.asked[path] = at
        node = self.english.get(path)
        en = unicodedata.normalize("NFC", node.text) if isinstance(node, Scalar) else ""
        return Text(vi, en or vi)


class Reader:
    """Reads nodes as words, numbers, days and entries; what does not fit is a finding and reads as None."""

    def __init__(self, findings: Findings) -> None:
        self.findings = findings

    # ---- whole entries ----

    def entry(self, node: Node, shape: Shape) -> dict[str, Node]:
        """The entry's nodes by key. A bare text is that of ``shape.bare``; unknown, empty, missing keys are said."""
        if isinstance(node, Scalar) and shape.bare is not None:
            if not self.empty(node):
                return {shape.bare: node}
            return {}
        if not isinstance(node, MapNode):
            self.findings.error(
                node,
                "not-a-map",
                f"{shape.what.vi} viết dạng {{khóa: giá trị}}",
                f"{shape.what.en} is written as {{key: value}}",
            )
            return {}
        found: dict[str, Node] = {}
        for key, value in node.entries:
            if key.text not in shape.keys:
                vi, en = suggestion(key.text, shape.keys)
                self.findings.error(
                    key,
                    "unknown-key",
                    f"`{key.text}` không phải là khóa của {shape.what.vi}{vi}",
                    f"`{key.text}` is not a key of {shape.what.en}{en}",
                )
            elif (key.text in shape.may_be_empty and value.said_empty) or not self.empty(value, key):
                found[key.text] = value
        for key_name in shape.required:
            if node.get(key_name) is None and not any(
                k.text not in shape.keys for k, _ in node.entries if _close(k.text, key_name)
            ):
                self.findings.error(
                    node,
                    "missing-key",
                    f"{shape.what.vi} thiếu `{key_name}`; thêm vào",
                    f"{shape.what.en} needs `{key_name}`; add it",
                )
        return found

    def empty(self, node: Node, key: Scalar | None = None) -> bool:
        """Whether nothing stands there; then it is a finding."""
        nothing = (
            (isinstance(node, Scalar) and (node.text.strip() == "" or (node.plain and node.text in ("~", "null"))))
            or (isinstance(node, ListNode) and not node.items)
            or (isinstance(node, MapNode) and not node.entries)
        )
        if nothing:
            name = f"`{key.text}`" if key is not None else "mục này"
            self.findings.error(
                node if key is None or node.line == key.line else key,
                "empty-value",
                f"{name} để trống; ghi giá trị hoặc xóa khóa",
                f"{name if key is not None else 'this'} is empty; give a value or take the key out",
            )
        return nothing

    def entries(self, node: Node | None, what: Text) -> tuple[tuple[Scalar, Node], ...]:
        """The entries of a map by id."""
        if node is None:
            return ()
        if not isinstance(node, MapNode):
            self.findings.error(
                node, "not-a-map", f"{what.vi} viết dạng `id: nội dung`", f"{what.en} is a map of `id: entry`"
            )
            return ()
        return node.entries

    def id(self, key: Scalar) -> str:
        if not ID.match(key.text):
            self.findings.error(
                key,
                "bad-id",
                f"`{key.text}` không dùng làm id được; dùng chữ không dấu, số, `_`, `-`",
                f"`{key.text}` cannot be an id; use letters, digits, `_` and `-`",
            )
        return key.text

    # ---- scalars ----

    def text(self, node: Node) -> str:
        if not isinstance(node, Scalar):
            self.findings.error(
                node,
                "not-a-text",
                "chỗ này phải là một đoạn chữ; nếu có dấu hai chấm thì đặt trong dấu nháy",
                "this must be a text; quote it if it has a colon in it",
            )
            return ""
        return unicodedata.normalize("NFC", node.text.strip())

    def word(self, node: Node, known: Iterable[str], what: Text, code: str = "unknown-name") -> str | None:
        """One of the ``known`` words."""
        known = tuple(known)
        if isinstance(node, Scalar) and node.text in known:
            return node.text
        if not isinstance(node, Scalar):
            self.findings.error(
                node, "not-a-word", f"chỗ này phải là một từ: {what.vi}", f"this must be one word: {what.en}"
            )
            return None
        vi, en = suggestion(node.text, known)
        self.findings.error(
            node, code, f"`{node.text}` không phải là {what.vi}{vi}", f"`{node.text}` is not {what.en}{en}"
        )
        return None

    def scalars(self, node: Node) -> tuple[Scalar, ...]:
        """One scalar, or a list of them."""
        items = node.items if isinstance(node, ListNode) else (node,)
        found = []
        for item in items:
            if isinstance(item, Scalar):
                if not self.empty(item):
                    found.append(item)
            else:
                self.findings.error(
                    item,
                    "not-a-word",
                    "chỗ này phải là một từ hoặc danh sách từ",
                    "this must be a word or a list of words",
                )
        return tuple(found)

    def yes_no(self, node: Node) -> bool | None:
        if isinstance(node, Scalar) and node.text in ("yes", "no"):
            return node.text == "yes"
        said = f"`{node.text}`" if isinstance(node, Scalar) else "nội dung này"
        self.findings.error(
            node,
            "not-yes-no",
            f"{said} không phải là `yes` hay `no`; viết `yes` (có) hoặc `no` (không)",
            f"{said if isinstance(node, Scalar) else 'this'} is not yes or no; write `yes` or `no`",
        )
        return None

    def whole(self, node: Node, least: int | None = None) -> int | None:
        text = node.text if isinstance(node, Scalar) else ""
        if _WHOLE.match(text):
            value = int(text.replace("_", ""))
            if least is None or value >= least:
                return value
        said, said_en = (f"`{text}`", f"`{text}`") if text else ("nội dung này", "this")
        more, more_en = (f" từ {least} trở lên", f" of at least {least}") if least is not None else ("", "")
        self.findings.error(
            node,
            "not-a-whole-number",
            f"{said} không phải là số nguyên{more}; viết như 15 hoặc 50_000_000",
            f"{said_en} is not a whole number{more_en}; write it like 15 or 50_000_000",
        )
        return None

    def number(self, node: Node) -> Fraction | None:
        text = node.text if isinstance(node, Scalar) else ""
        value = read_number(text)
        if value is None:
            said, said_en = (f"`{text}`", f"`{text}`") if text else ("nội dung này", "this")
            self.findings.error(
                node,
                "not-a-number",
                f"{said} không phải là số; viết như 12.5 hoặc 50_000_000",
                f"{said_en} is not a number; write it like 12.5 or 50_000_000",
            )
        elif not is_plain(value):
            self.findings.error(
                node,
                "too-many-decimals",
                f"`{text}` có quá {DECIMALS} chữ số thập phân; làm tròn hoặc viết thành tỷ số",
                f"`{text}` has more than {DECIMALS} decimals; round it, or write it as a ratio",
            )
            return None
        return value

    def day(self, node: Node) -> date | None:
        text = node.text if isinstance(node, Scalar) else ""
        value = read_day(text)
        if value is None:
            self._not_a_day(node, text)
        return value

    def span(self, node: Node) -> tuple[date, date] | None:
        """First and last day of ``2023-10-09``, ``2023-11``, ``2023-Q4`` or ``2023``."""
        text = node.text if isinstance(node, Scalar) else ""
        value = read_span(text)
        if value is None:
            self._not_a_day(node, text)
        return value

    def _not_a_day(self, node: Node, text: str) -> None:
        said, said_en = (f"`{text}`", f"`{text}`") if text else ("nội dung này", "this")
        if _DAY.match(text) or _MONTH.match(text):
            self.findings.error(
                node,
                "impossible-date",
                f"{said} không có trong lịch; viết năm-tháng-ngày",
                f"{said_en} is not a day of the calendar; write year-month-day",
            )
        else:
            self.findings.error(
                node,
                "not-a-date",
                f"{said} không phải là ngày; viết năm-tháng-ngày như 2023-10-09",
                f"{said_en} is not a day; write year-month-day, like 2023-10-09",
            )


def _close(key: str, required: str) -> bool:
    # A misspelt required key is one mistake, not two.
    from engine.rulebook.findings import nearest

    return nearest(key, [required]) is not None


def read_number(text: str) -> Fraction | None:
    """``12.5`` and ``50_000_000``, exactly."""
    return Fraction(text.replace("_", "")) if _NUMBER.match(text) else None


def is_plain(number: Fraction) -> bool:
    """No finer than a column of numbers can hold."""
    return bool((number * 10**DECIMALS).denominator == 1)


def read_day(text: str) -> date | None:
    """``2023-10-09``; None if it is not so written or not in the calendar."""
    found = _DAY.match(text)
    if not found:
        return None
    try:
        return date(*(int(part) for part in found.groups()))
    except ValueError:
        return None


def read_span(text: str) -> tuple[date, date] | None:
    """The first and the last day of a day, month, quarter or year."""
    day = read_day(text)
    if day is not None:
        return day, day
    try:
        if found := _YEAR.match(text):
            return date(int(found[1]), 1, 1), date(int(found[1]), 12, 31)
        if found := _QUARTER.match(text):
            year, month = int(found[1]), int(found[2]) * 3
            return date(year, month - 2, 1), _last_day(year, month)
        if found := _MONTH.match(text):
            return date(int(found[1]), int(found[2]), 1), _last_day(int(found[1]), int(found[2]))
    except ValueError:
        return None
    return None


def _last_day(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
