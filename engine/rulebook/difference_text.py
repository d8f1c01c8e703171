"""``rulebook diff`` as a person reads it, and as data."""

from __future__ import annotations

from collections.abc import Iterator

from engine.provenance import Text
from engine.rulebook.difference import Change, Difference, Side
from engine.wording import say

_SECTIONS = {
    "approval": Text("Phê duyệt", "Approval"),
    "document": Text("Văn bản", "Document"),
    "clauses": Text("Mục của kế hoạch", "Clauses"),
    "categories": Text("Nhóm đối tượng", "Categories"),
    "criteria": Text("Tiêu chuẩn", "Criteria"),
    "exclusions": Text("Trường hợp không xét", "Exclusions"),
    "advisories": Text("Lưu ý", "Advisories"),
    "awards": Text("Hình thức khen thưởng", "Awards"),
    "rounds": Text("Đợt xét", "Rounds"),
    "quotas": Text("Số lượng", "Quotas"),
    "scoring": Text("Thang điểm", "Scoring"),
    "points": Text("Điểm", "Points"),
    "ranking": Text("Xếp hạng", "Ranking"),
    "targets": Text("Chỉ tiêu", "Targets"),
    "milestones": Text("Mốc thời gian", "Milestones"),
    "parameters": Text("Tham số", "Parameters"),
    "readings": Text("Cách hiểu", "Readings"),
    "outline": Text("Đề cương báo cáo", "Outline"),
    "registers": Text("Sổ", "Registers"),
    "fields": Text("Cột của bảng đề nghị", "Columns"),
    "cases": Text("Trường hợp thử", "Cases"),
}
_MARKS = {
    "added": ("+", Text("thêm", "added")),
    "removed": ("-", Text("bỏ", "removed")),
    "changed": ("~", Text("sửa", "changed")),
}


def section_title(section: str) -> Text:
    """What a section of a rulebook is called."""
    return _SECTIONS[section]


def difference_lines(found: Difference, lang: str) -> Iterator[str]:
    """By section and clause; nothing at all where not a letter differs."""
    if found.same == "identical":
        return
    yield f"{_side(found.before, lang)} → {_side(found.after, lang)}"
    if found.same == "meaning":
        yield say("cli.diff_meaning").in_(lang)
        return
    section = ""
    for change in found.changes:
        if change.section != section:
            section = change.section
            title = _SECTIONS[section].in_(lang)
            yield ""
            yield title.upper() if lang == "vi" else title
        yield from _change(change, lang)
    yield ""
    counts = {kind: sum(c.change == kind for c in found.changes) for kind in _MARKS}
    yield say("cli.diff_count", **counts).in_(lang)


def _side(side: Side, lang: str) -> str:
    version = f"bản {side.version}" if lang == "vi" else f"version {side.version}"
    return f"{side.ref} ({version})"


def _change(change: Change, lang: str) -> Iterator[str]:
    mark, word = _MARKS[change.change]
    under = ", ".join(f"{name}={value}" for name, value in change.under)
    when = ("" if not under else f" (khi {under})" if lang == "vi" else f" (when {under})")  # fmt: skip
    cited = ", ".join(change.clauses)
    clause = ("" if not cited or change.section == "clauses" else f"  [mục {cited}]" if lang == "vi"
              else f"  [clause {cited}]")  # fmt: skip
    head = f"  {mark} {word.in_(lang)} {change.id}{when}"
    before = change.before.in_(lang) if change.before is not None else ""
    after = change.after.in_(lang) if change.after is not None else ""
    if change.change != "changed":
        yield f"{head}: {before or after}{clause}"
    elif before == after:
        yield f"{head}: {after}{clause}"
        for detail in change.details or _texts(change):
            yield f"      {detail}"
    else:
        yield f"{head}:{clause}"
        yield f"      {before}"
        yield f"    → {after}"


def _texts(change: Change) -> Iterator[str]:
    """The sentence in the other language, where it alone differs."""
    assert change.before is not None
    assert change.after is not None
    for one, other in ((change.before.vi, change.after.vi), (change.before.en, change.after.en)):
        if one != other:
            yield f"{one} → {other}"


def difference_json(found: Difference) -> dict[str, object]:
    """The same as plain data."""
    return {
        "schema": "xetkhen/rulebook-diff/1",
        "before": _side_json(found.before),
        "after": _side_json(found.after),
        "same": found.same,
        "changes": [
            {
                "section": c.section,
                "id": c.id,
                "clauses": list(c.clauses),
                "change": c.change,
                "under": dict(c.under),
                "before": _text_json(c.before),
                "after": _text_json(c.after),
                "details": list(c.details),
            }
            for c in found.changes
        ],
    }


def _side_json(side: Side) -> dict[str, str]:
    return {"rulebook": side.ref, "id": side.id, "version": side.version, "sha256": side.sha256}


def _text_json(text: Text | None) -> dict[str, str] | None:
    return None if text is None else {"vi": text.vi, "en": text.en}
