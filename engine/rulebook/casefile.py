"""Reading the cases beside a rulebook, ``x.cases.yaml``: a candidate, what must be decided, and what decides it.

```yaml
cases:
  exceeded-but-no-model:               # the case's id
    vi: Vượt chỉ tiêu nhưng không có mô hình hay     # optional: what it shows
    set: {reserved: at_least}          # optional: parameters, as `--set` takes them
    round: departments                 # may be left out where the rulebook has one round
    year: 2023                         # where the round asks for it
    decided_on: 2022-03-31             # optional
    candidate: {category: agency, level: town, exceeded_target: yes, creative_model: no}
    others:                            # optional: further rows of the same sheet
      - {name: Phòng Kinh tế, category: agency, level: town, exceeded_target: yes, creative_model: yes}
    registers:                         # optional: rows by register id; `[]` is given and empty, left out is not given
      units: [{unit_name: Vĩnh Hải, unit_type: commune, recognised: ntm, announced_on: 2022-01-10}]
    expect: not_eligible               # a status
    because: creative_model            # a criterion, exclusion, advisory, quota or reason code; one or a list
    without: [no_evidence]             # optional: what must not be among them, like an advisory that does not hold
    unknown: [outside_period]          # optional: advisories that hang on what is missing
    problems: [award-not-in-force]     # optional: codes of all errors and warnings of the run; [] is none
    certain: yes                       # optional, like the next three
    score: 12.5
    rank: 1                            # among the eligible of its list
    depends_on: [reserved]             # `depends_on_readings`, in any order
```

A candidate's values are written as rulebooks write them: option ids, ``yes``/``no``, ISO days, plain numbers, the name
of a commune; a field that is left out is a blank cell. ``name`` defaults to the case's id and ``kind`` to the first
kind of the category. A row of ``others`` may carry an expectation of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from pathlib import Path

from engine.frozen import dataclass
from engine.problems import BadRulebook, UnusableInput
from engine.provenance import Text
from engine.rulebook.findings import Finding, Findings, Placed, suggestion
from engine.rulebook.model import Rulebook
from engine.rulebook.nodes import ListNode, MapNode, Node, Scalar, compose

_CASE = (
    "vi",
    "set",
    "round",
    "year",
    "decided_on",
    "candidate",
    "others",
    "registers",
    "expect",
    "because",
    "without",
    "unknown",
    "certain",
    "score",
    "rank",
    "depends_on",
    "problems",
)
EXPECTATION = ("expect", "because", "without", "unknown", "certain", "score", "rank", "depends_on")
STATUSES = (
    "nominated",
    "reserve",
    "tied",
    "no_seat",
    "needs_evidence",
    "not_eligible",
    "excluded",
    "not_considered",
)


@dataclass(frozen=True, slots=True)
class Expected:
    """What must be decided of one row, and what decides it."""

    status: str
    because: tuple[str, ...] = ()
    certain: bool | None = None
    score: str | None = None
    depends_on: tuple[str, ...] | None = None
    without: tuple[str, ...] = ()
    rank: int | None = None
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """One case: the candidate is the first of ``rows``; ``expected`` goes by row, None where nothing is said."""

    id: str
    text: str | None
    line: int
    settings: Mapping[str, str]
    round: str | None
    year: int | None
    decided_on: date | None
    rows: tuple[Mapping[str, str], ...]
    expected: tuple[Expected | None, ...]
    registers: Mapping[str, tuple[Mapping[str, str], ...]] = field(default_factory=dict)
    problems: tuple[str, ...] | None = None  # codes of all errors and warnings of the run; None: nothing is said


def cases_path(rulebook: Path) -> Path:
    """``x.yaml`` -> ``x.cases.yaml``."""
    return rulebook.with_suffix(".cases.yaml")


def read_cases(path: Path, book: Rulebook | None = None) -> tuple[Case, ...]:
    """The cases of a file, in its order; what they name is held against ``book``.

    Raises UnusableInput without the file, BadRulebook for what is wrong in it.
    """
    if not path.is_file():
        raise UnusableInput(
            Text(
                f"không có tệp {path.name}; các trường hợp thử đứng cạnh bộ quy tắc, trong tệp ấy",
                f"there is no file {path.name}; a rulebook's cases stand beside it in that file",
            )
        )
    cases, findings = _read(path, book)
    if findings.errors:
        rulebook, n = path.name.replace(".cases.yaml", ".yaml"), len(findings.errors)
        raise BadRulebook(
            Text(
                f"tệp {path.name} có {n} lỗi; xem từng lỗi: xetkhen rulebook lint {rulebook}",
                f"the file {path.name} has {n} mistake{'' if n == 1 else 's'};"
                f" to see each: xetkhen rulebook lint {rulebook}",
            ),
            findings.errors,
        )
    return cases


def case_findings(path: Path, book: Rulebook) -> tuple[Finding, ...]:
    """What is wrong with a file of cases; nothing where there is none."""
    return _read(path, book)[1].all if path.is_file() else ()


def _read(path: Path, book: Rulebook | None) -> tuple[tuple[Case, ...], Findings]:
    findings = Findings()
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnusableInput(
            Text(f"{path} không phải là tệp UTF-8; lưu lại với mã UTF-8", f"{path} is not UTF-8; save it as UTF-8")
        ) from error
    root = compose(text, path.name, findings)
    cases = _Reader(findings).cases(root) if root is not None else ()
    if root is not None and book is not None:
        from engine.rulebook.casechecks import check_cases

        check_cases(root, book, findings)
    return cases, findings


class _Reader:
    def __init__(self, findings: Findings) -> None:
        self.findings = findings

    def cases(self, root: MapNode) -> tuple[Case, ...]:
        self._keys(root, ("cases",))
        node = root.get("cases")
        return tuple(self._case(key, self._map(value)) for key, value in self._map(node).entries) if node else ()

    def _case(self, key: Scalar, node: MapNode) -> Case:
        self._keys(node, _CASE)
        rows: list[Mapping[str, str]] = [{"name": key.text, **self._values(node.get("candidate"))}]
        expected: list[Expected | None] = [self._expected(node, required=True)]
        for other in self._list(node.get("others")):
            each = self._map(other)
            rows.append({k: v for k, v in self._values(each).items() if k not in EXPECTATION})
            expected.append(self._expected(each, required=False))
        registers = {
            name.text: tuple(self._values(row) for row in self._list(table))
            for name, table in self._map(node.get("registers")).entries
        }
        year, day, problems = node.get("year"), node.get("decided_on"), node.get("problems")
        return Case(
            key.text,
            self._text(node.get("vi")),
            key.line,
            self._values(node.get("set")),
            self._text(node.get("round")),
            None if year is None else self._whole(year),
            None if day is None else self._day(day),
            tuple(rows),
            tuple(expected),
            registers,
            None if problems is None else self._words(problems),
        )

    def _expected(self, node: MapNode, *, required: bool) -> Expected | None:
        status = node.get("expect")
        if status is None:
            if required:
                self._wrong(node, "thiếu `expect`: kết quả phải có", "`expect` is missing: the status wanted")
            return None
        word = self._text(status) or ""
        if word not in STATUSES:
            vi, en = suggestion(word, STATUSES)
            self._wrong(status, f"không có kết quả `{word}`{vi}", f"there is no status `{word}`{en}")
        certain, depends, rank = node.get("certain"), node.get("depends_on"), node.get("rank")
        return Expected(
            word,
            self._words(node.get("because")),
            None if certain is None else self._text(certain) in ("yes", "true"),
            self._text(node.get("score")),
            None if depends is None else self._words(depends),
            self._words(node.get("without")),
            None if rank is None else self._whole(rank),
            self._words(node.get("unknown")),
        )

    def _keys(self, node: MapNode, known: tuple[str, ...]) -> None:
        for key, _ in node.entries:
            if key.text not in known:
                vi, en = suggestion(key.text, known)
                self._wrong(key, f"`{key.text}` không phải khóa ở đây{vi}", f"`{key.text}` is not a key here{en}")

    def _map(self, node: Node | None) -> MapNode:
        if isinstance(node, MapNode):
            return node
        if node is not None and not (isinstance(node, Scalar) and not node.text):
            self._wrong(node, "chỗ này phải là `khóa: giá trị`", "`key: value` is wanted here")
        return MapNode((), "", 0, 0)

    def _list(self, node: Node | None) -> tuple[Node, ...]:
        if isinstance(node, ListNode):
            return node.items
        if node is not None:
            self._wrong(node, "chỗ này phải là danh sách [ ]", "a list [ ] is wanted here")
        return ()

    def _values(self, node: Node | None) -> dict[str, str]:
        return {
            key.text: self._text(value) or ""
            for key, value in self._map(node).entries
            if key.text not in EXPECTATION or isinstance(value, Scalar)
        }

    def _text(self, node: Node | None) -> str | None:
        if isinstance(node, Scalar):
            return node.text
        if node is not None:
            self._wrong(node, "chỗ này phải là một giá trị", "one value is wanted here")
        return None

    def _words(self, node: Node | None) -> tuple[str, ...]:
        if isinstance(node, ListNode):
            return tuple(self._text(item) or "" for item in node.items)
        text = self._text(node)
        return (text,) if text else ()

    def _whole(self, node: Node) -> int | None:
        text = self._text(node) or ""
        if text.isdigit():
            return int(text)
        self._wrong(node, f"`{text}` không phải số nguyên", f"`{text}` is not a whole number")
        return None

    def _day(self, node: Node) -> date | None:
        text = self._text(node) or ""
        try:
            return date.fromisoformat(text)
        except ValueError:
            self._wrong(
                node, f"`{text}` không phải ngày; viết năm-tháng-ngày", f"`{text}` is not a day; write year-month-day"
            )
            return None

    def _wrong(self, at: Placed, vi: str, en: str) -> None:
        self.findings.error(at, "bad-case", vi, en)
