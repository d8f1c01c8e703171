"""``rulebook lint``: all that can be told to be wrong without a candidate, under every option of every ``choose``."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from engine.places import data_dir
from engine.rulebook.build import LANGUAGE, Built
from engine.rulebook.casefile import case_findings, cases_path
from engine.rulebook.checks import Checks, entries
from engine.rulebook.files import STANDARD, locate
from engine.rulebook.findings import Finding, Findings, nearest, suggestion
from engine.rulebook.loading import build_with, composed
from engine.rulebook.model import Parameter
from engine.rulebook.nodes import ListNode, MapNode, Node, Scalar
from engine.rulebook.place import Place
from engine.rulebook.redundant import gaps_and_overlaps
from engine.rulebook.scope import Usage
from engine.rulebook.shape import SECTIONS
from engine.rulebook.variants import settings_of
from engine.wording import CATALOGUE


def lint(ref: str | Path) -> tuple[Finding, ...]:
    """What is wrong with a rulebook (an id or a path), in the order of the file; errors and warnings.

    Raises UnusableInput for an unknown id or a file that cannot be read.
    """
    path = locate(ref)
    findings = Findings()
    found = composed(path, findings)
    if found is None:
        return findings.all
    parameters, root, english, shared = found
    whole: list[Built] = []
    trees: list[Node] = [root, shared, *([english] if english is not None else [])]
    _shared_sections(shared, findings)
    _meant_choose(root, parameters, findings)
    for settings in settings_of(parameters, trees):
        built = build_with(path, settings, findings)
        assert built is not None
        checks = Checks(built, findings)
        checks.all()
        whole.append(built)
    _across(path, root, shared, whole, english, findings)
    if not findings.errors:  # else what the cases name may be misspelt there
        findings.extend(case_findings(cases_path(path), whole[0].book))
    return tuple(f for f in findings.all if f.severity == "error" or not f.file.startswith("standard."))


def _shared_sections(shared: MapNode, findings: Findings) -> None:
    for key, _ in shared.entries:
        if key.text not in SECTIONS:
            vi, en = suggestion(key.text, SECTIONS)
            findings.error(
                key,
                "unknown-section",
                f"`{key.text}` không phải là một phần của bộ quy tắc{vi}",
                f"`{key.text}` is not a section of a rulebook{en}",
            )
    for name, wanted in (("language", LANGUAGE), ("id", STANDARD)):
        node = shared.get(name)
        if isinstance(node, Scalar) and node.text != wanted:
            findings.error(
                node, "bad-value", f"`{name}` của tệp chung là `{wanted}`", f"`{name}` of what all share is `{wanted}`"
            )


def _meant_choose(node: Node, parameters: Mapping[str, Parameter], findings: Findings) -> None:
    """A word like ``choose`` before a parameter and its options is that word misspelt, whatever may stand there."""
    if isinstance(node, ListNode):
        for item in node.items:
            _meant_choose(item, parameters, findings)
    elif isinstance(node, MapNode):
        for key, value in node.entries:
            of = value.keys if isinstance(value, MapNode) else ()
            alone = len(node.entries) == 1 and len(of) == 1 and of[0] in parameters
            if alone and key.text != "choose" and nearest(key.text, ("choose",)) is not None:
                findings.error(
                    key,
                    "unknown-key",
                    f"`{key.text}` đứng trước một tham số; có phải là `choose`?",
                    f"`{key.text}` stands before a parameter; did you mean `choose`?",
                )
            _meant_choose(value, parameters, findings)


# ---- what only shows when all settings are seen -----------------------------------------------------------------


def _across(
    path: Path,
    root: MapNode,
    shared: MapNode,
    whole: list[Built],
    english: MapNode | None,
    findings: Findings,
) -> None:
    usage = Usage()
    chosen: set[str] = set()
    for built in whole:
        usage.names |= built.usage.names
        usage.parameters |= built.usage.parameters
        usage.fields |= built.usage.fields
        usage.registers |= built.usage.registers
        usage.register_fields |= built.usage.register_fields
        usage.clauses |= built.usage.clauses
        chosen |= built.chosen
    place = Place(root)
    _identity(path, root, findings)
    if not findings.errors:
        # A misspelt name leaves the right one unused and uncited: that is one mistake, not two.
        _unused(root, whole[0], usage, chosen, findings)
        _uncited(root, whole, usage, findings)
    if not findings.errors:  # a condition that could not be read holds for everybody, and would agree with any
        gaps_and_overlaps([built.book for built in whole], place, findings)
    _standard_fields(root, whole[0], findings)
    _reasons(root, findings)
    _reasons(shared, findings)
    _texts(root, whole, english, path, findings)


def _identity(path: Path, root: MapNode, findings: Findings) -> None:
    node = root.get("id")
    name = path.name.removesuffix(".yaml")
    if isinstance(node, Scalar) and node.text != name:
        findings.error(
            node,
            "id-not-file-name",
            f"`id` phải trùng tên tệp; viết `id: {name}`",
            f"`id` must be the file's name; write `id: {name}`",
        )
    document = root.get("document")
    units = document.get("units") if isinstance(document, MapNode) else None
    folder = data_dir() / "units"
    known = sorted(p.stem for p in folder.glob("*.csv")) if folder.is_dir() else []
    for item in getattr(units, "items", (units,)) if units is not None else ():
        if isinstance(item, Scalar) and known and item.text not in (*known, "none"):
            vi, en = suggestion(item.text, known)
            findings.error(
                item,
                "unknown-units",
                f"không có danh sách đơn vị `{item.text}`{vi}",
                f"there is no list of units `{item.text}`{en}",
            )


def _unused(root: MapNode, built: Built, usage: Usage, chosen: set[str], findings: Findings) -> None:
    for key, _ in entries(root, "criteria"):
        if key.text not in usage.names:
            findings.error(
                key,
                "unused-criterion",
                f"tiêu chuẩn `{key.text}` không được quy tắc nào dùng; đưa vào `requires` hoặc xóa",
                f"no rule uses the criterion `{key.text}`; put it in a `requires` or take it out",
            )
    standard = {p for p in built.book.parameters if p not in {k.text for k, _ in entries(root, "parameters")}}
    for key, node in entries(root, "parameters"):
        shared = isinstance(node, MapNode) and node.get("type") is None  # only another value for one of standard.yaml
        if key.text not in usage.parameters | chosen | standard and not shared:
            findings.error(
                key,
                "unused-parameter",
                f"tham số `{key.text}` không được quy tắc nào dùng; dùng `${key.text}` hoặc `choose`, hoặc xóa",
                f"no rule uses the parameter `{key.text}`; use `${key.text}` or `choose`, or take it out",
            )
    for key, node in entries(root, "fields"):
        own = isinstance(node, MapNode) and node.get("type") is not None
        if own and key.text not in usage.fields:
            findings.warning(
                key,
                "unused-field",
                f"trường `{key.text}` không được quy tắc nào đọc",
                f"no rule reads the field `{key.text}`",
            )
    for key, _ in entries(root, "registers"):
        if key.text not in usage.registers:
            findings.warning(
                key,
                "unused-register",
                f"sổ `{key.text}` không được quy tắc nào đọc",
                f"no rule reads the register `{key.text}`",
            )


def _uncited(root: MapNode, whole: list[Built], usage: Usage, findings: Findings) -> None:
    for key, node in entries(root, "clauses"):
        explained = isinstance(node, MapNode) and node.get("not_a_rule") is not None
        if key.text not in usage.clauses and not explained:
            findings.warning(
                key,
                "uncited-clause",
                f"mục `{key.text}` không được quy tắc nào dẫn; dẫn nó hoặc ghi `not_a_rule`",
                f"no rule cites the clause `{key.text}`; cite it or say why it is `not_a_rule`",
            )
        elif key.text in usage.clauses and explained:
            findings.warning(
                key,
                "cited-not-a-rule",
                f"mục `{key.text}` ghi là không thành quy tắc mà vẫn được dẫn",
                f"the clause `{key.text}` is said to be no rule and is cited all the same",
            )
    book = whole[0].book
    place = Place(root)
    for section, ids in (
        ("categories", [c.id for c in book.categories.values() if c.requires is not None and not c.clauses]),
        ("criteria", [c.id for c in book.criteria.values() if not c.law and not _cited(c.id, whole)]),
        ("exclusions", [e.id for e in book.exclusions.values() if not e.law and not e.clauses]),
        ("rounds", [r.id for r in book.rounds.values() if not r.clauses]),
        ("targets", [t.id for t in book.targets.values() if not t.clauses]),
        (
            "parameters",
            [
                p.id
                for p in book.parameters.values()
                if p.set_by in ("plan", "reading")
                and not p.clauses
                and p.id in {k.text for k, _ in entries(root, "parameters")}
            ],
        ),
    ):
        for id_ in ids:
            findings.error(
                place.key(section, id_),
                "missing-clause",
                f"`{id_}` không dẫn mục nào của kế hoạch; thêm `clause`",
                f"`{id_}` cites no clause of the plan; add `clause`",
            )


def _cited(criterion: str, whole: list[Built]) -> bool:
    # The clause may come from a category that requires the criterion under another reading only.
    return any(b.book.criteria[criterion].clauses for b in whole if criterion in b.book.criteria)


def _standard_fields(root: MapNode, built: Built, findings: Findings) -> None:
    for key, node in entries(root, "fields"):
        type_ = node.get("type") if isinstance(node, MapNode) else None
        standard = built.standard_fields.get(key.text)
        if isinstance(type_, Scalar) and standard is not None and type_.text not in ("standard", standard.type):
            findings.warning(
                type_,
                "redefines-standard",
                f"`{key.text}` là trường chung kiểu `{standard.type}`; đặt id khác để bảng của nơi khác vẫn dùng được",
                f"`{key.text}` is a standard field of type `{standard.type}`; another id keeps others' sheets usable",
            )


def _reasons(root: MapNode, findings: Findings) -> None:
    known = [k.removeprefix("reason.") for k in CATALOGUE if k.startswith("reason.")]
    for section in ("criteria", "exclusions", "advisories"):
        for _, node in entries(root, section):
            reason = node.get("reason") if isinstance(node, MapNode) else None
            if isinstance(reason, Scalar) and reason.text not in known:
                vi, en = suggestion(reason.text, known)
                findings.error(
                    reason,
                    "unknown-reason",
                    f"không có câu lý do `{reason.text}`{vi}",
                    f"there is no sentence for the reason `{reason.text}`{en}",
                )


def _texts(root: MapNode, whole: list[Built], english: MapNode | None, path: Path, findings: Findings) -> None:
    if english is None or not path.with_suffix(".en.yaml").is_file():  # what it extends may have English texts
        findings.warning(
            root,
            "english-missing",
            f"chưa có tệp chữ tiếng Anh {path.stem}.en.yaml; kết quả tiếng Anh sẽ hiện chữ tiếng Việt",
            f"there is no file of English texts {path.stem}.en.yaml; English output will show Vietnamese",
        )
        return
    known = set(english.keys)
    asked = {p: at for built in whole for p, at in built.texts.asked.items()}
    for text_path, at in asked.items():
        if text_path not in known:
            findings.error(
                at,
                "english-missing",
                f"thiếu chữ tiếng Anh `{text_path}`; thêm vào {path.stem}.en.yaml",
                f"there is no English text `{text_path}`; add it to {path.stem}.en.yaml",
            )
    for key, _ in english.entries:
        if key.text not in asked:
            vi, en = suggestion(key.text, asked)
            findings.error(
                key,
                "english-extra",
                f"`{key.text}` không ứng với chữ tiếng Việt nào{vi}",
                f"`{key.text}` belongs to no Vietnamese text{en}",
            )
