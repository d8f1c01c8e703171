"""Remarks beside the rules they are about: agreed, remarked on, not looked at; changed since, or in the workbook."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Literal

from engine.frozen import dataclass
from engine.problems import UnusableInput
from engine.provenance import Text
from engine.review.lines import Line, Review, mark
from engine.review.reading import Returned, Row
from engine.wording import say

_FEW = 5  # lines named of each section nobody looked at
State = Literal["agreed", "remark", "unseen"]


@dataclass(frozen=True, slots=True)
class Remark:
    """One line of the rulebook and what came back about it."""

    line: Line
    state: State  # a remark is open until its line is ticked
    remarks: tuple[str, ...]
    reviewers: tuple[str, ...]
    cell: str
    changed: bool  # the rulebook says something else now than what was reviewed
    edited: str | None  # what the workbook's sentence was changed to
    missing: bool  # the workbook has no row for it


@dataclass(frozen=True, slots=True)
class Checked:
    """A whole review, read back."""

    file: str
    rulebook: str
    version: str
    sha256: str
    reviewed: str  # the digest in the workbook
    remarks: tuple[Remark, ...]
    gone: tuple[Row, ...]  # rows about what the rulebook no longer has

    @property
    def changed(self) -> bool:
        return self.sha256 != self.reviewed

    @property
    def open(self) -> bool:
        """A remark is open, or a sentence was changed in the workbook, which is a remark by other means."""
        return any(r.state == "remark" or r.edited is not None for r in self.remarks)


def checked(review: Review, returned: Returned) -> Checked:
    """The workbook's rows beside the rulebook's lines. Raises UnusableInput where it is another rulebook's."""
    book = review.book
    if returned.rulebook != book.id:
        raise UnusableInput(
            Text(
                f"{returned.file} là phiếu rà soát của `{returned.rulebook}`, không phải của `{book.id}`.\n"
                f"Đọc lại với -r {returned.rulebook}",
                f"{returned.file} is a review of `{returned.rulebook}`, not of `{book.id}`.\n"
                f"Read it with -r {returned.rulebook}",
            )
        )
    rows: dict[str, list[Row]] = {}
    for row in returned.rows:
        rows.setdefault(row.key, []).append(row)
    remarks = [_remark(line, rows.pop(line.key, [])) for line in review.lines]
    gone = tuple(row for left in rows.values() for row in left)
    return Checked(returned.file, book.id, book.version, book.sha256, returned.sha256, tuple(remarks), gone)


def _remark(line: Line, rows: Sequence[Row]) -> Remark:
    said = tuple(dict.fromkeys(row.remark for row in rows if row.remark))
    open_ = any(row.remark and not row.agreed for row in rows)
    agreed = any(row.agreed for row in rows)
    state: State = "remark" if open_ else "agreed" if agreed else "unseen"
    main = next((row for row in rows if row.mark), None)
    now = {line.mark("vi"), line.mark("en")}
    edited = None
    if main is not None and mark(line.key, main.shown) != main.mark:
        edited = "; ".join(text for text in main.shown if text)
    about = next((row for row in rows if row.remark), main)
    return Remark(
        line, state, said, tuple(dict.fromkeys(row.reviewer for row in rows if row.reviewer)),
        about.cell if about is not None else "",
        changed=main is not None and main.mark not in now, edited=edited, missing=not rows,
    )  # fmt: skip


def checked_lines(found: Checked, lang: str) -> Iterator[str]:
    """What a person reads: remarks first, each beside its rule, then what is left."""

    def told(key: str, **values: object) -> str:
        return say(f"review.{key}", **values).in_(lang)

    yield told("heading", file=found.file, rulebook=found.rulebook, version=found.version)
    if found.changed:
        yield told("changed", before=found.reviewed[:12], now=found.sha256[:12])
    for title, chosen in (
        ("remarks", [r for r in found.remarks if r.state == "remark"]),
        ("edited", [r for r in found.remarks if r.edited is not None]),
        ("since", [r for r in found.remarks if r.changed]),
        ("missing", [r for r in found.remarks if r.missing]),
        ("settled", [r for r in found.remarks if r.state == "agreed" and r.remarks]),
    ):
        if chosen:
            yield ""
            yield told(title)
        for remark in chosen:
            yield from _told(remark, title, lang)
    unseen = [r.line.key for r in found.remarks if r.state == "unseen" and not r.missing]
    if unseen:
        yield ""
        yield told("unseen")
        yield from _few(unseen, lang)
    if found.gone:
        yield ""
        yield told("gone")
        for row in found.gone:
            yield f"  {row.key}: {row.remark or row.shown[0]}"
    yield ""
    counts = Counter(r.state for r in found.remarks)
    yield told("count", agreed=counts["agreed"], remarks=counts["remark"], unseen=counts["unseen"])


def _few(keys: Sequence[str], lang: str) -> Iterator[str]:
    """Some of each section, and how many more: a review that has just begun is not a page of names."""
    sections: dict[str, list[str]] = {}
    for key in keys:
        sections.setdefault(key.partition("/")[0], []).append(key)
    for named in sections.values():
        more = len(named) - _FEW
        tail = "" if more <= 0 else say("review.more", n=more).in_(lang)
        yield f"  {', '.join(named[:_FEW])}{tail}"


def _told(remark: Remark, title: str, lang: str) -> Iterator[str]:
    line = remark.line
    cited = ", ".join(line.clauses)
    clause = "" if not cited else f"  [mục {cited}]" if lang == "vi" else f"  [clause {cited}]"
    yield f"  {line.key}  {line.place}{clause}"
    yield f"    {line.sentence.in_(lang)}"
    if title == "edited":
        yield f"    → {remark.edited}  ({remark.cell})"
    elif title in ("remarks", "settled"):
        by = f"{', '.join(remark.reviewers)}: " if remark.reviewers else ""
        yield f"    « {by}{' | '.join(remark.remarks)} »  ({remark.cell})"


def checked_json(found: Checked) -> dict[str, object]:
    """The same as plain data."""
    return {
        "schema": "xetkhen/review/1",
        "file": found.file,
        "rulebook": {"id": found.rulebook, "version": found.version, "sha256": found.sha256},
        "reviewed_sha256": found.reviewed,
        "changed_since": found.changed,
        "counts": {state: sum(r.state == state for r in found.remarks) for state in ("agreed", "remark", "unseen")},
        "rules": [
            {
                "id": r.line.key,
                "clauses": list(r.line.clauses),
                "place": r.line.place,
                "vi": r.line.sentence.vi,
                "en": r.line.sentence.en,
                "state": r.state,
                "remarks": list(r.remarks),
                "reviewers": list(r.reviewers),
                "cell": r.cell or None,
                "changed_since": r.changed,
                "edited": r.edited,
                "missing": r.missing,
            }
            for r in found.remarks
        ],
        "gone": [
            {"id": row.key, "remark": row.remark, "reviewer": row.reviewer, "cell": row.cell} for row in found.gone
        ],
    }
